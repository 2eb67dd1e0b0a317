import type { DeploymentVersion, ExecutionFacts, PollerFacts, QueueFacts, RampFacts } from '../facts';
import { expectedBuild } from './expected-build';

/** Which workers the server gives the next task to. */
export interface ExpectedVersion {
  /** In words, as part of a sentence. */
  readonly text: string;
  /** Undefined for workers without versioning. */
  readonly version: DeploymentVersion | undefined;
  /** Of workers that are versioned as they were before there were deployments. */
  readonly buildId?: string;
  readonly because: 'override' | 'pinned' | 'current' | 'ramping' | 'build id' | 'default build id';
  readonly accepts: (poller: PollerFacts) => boolean;
}

/** Follows the server's routing: an override first, then the version that the execution is pinned to, then the current one. */
export function expectedVersion({ versioning }: ExecutionFacts, queue: QueueFacts): ExpectedVersion {
  const { override, behavior, version } = versioning;
  if (override?.kind === 'pinned') return pinnedTo(override.version, 'override');
  if (override === undefined && behavior === 'PINNED' && version !== undefined) return pinnedTo(version, 'pinned');
  return expectedBuild(queue, versioning.begunBy) ?? currentVersionOf(queue);
}

/**
 * As {@link expectedVersion}, for an activity: on another queue than its execution's the version that this one is pinned to is
 * asked only where it has workers there; else the queue's own current version gets the activity.
 */
export function expectedForActivity(execution: ExecutionFacts, queue: QueueFacts): ExpectedVersion {
  const ofExecution = expectedVersion(execution, queue);
  if (queue.name === execution.taskQueue || !isItsOwn(ofExecution)) return ofExecution;
  const current = currentVersionOf(queue);
  return { ...current, accepts: (poller) => ofExecution.accepts(poller) || current.accepts(poller) };
}

/** Who gets the tasks of a queue that nothing sends elsewhere: of two versions that share them, both. */
export function currentVersionOf(queue: QueueFacts): ExpectedVersion {
  const { currentVersion, ramp } = queue;
  const build = expectedBuild(queue);
  if (build !== undefined) return build;
  const current = currentAlone(currentVersion);
  if (ramp === undefined) return current;
  const ramping = rampingAlone(ramp);
  if (ramp.percentage >= ALL) return ramping;
  return { ...current, accepts: (poller) => current.accepts(poller) || ramping.accepts(poller) };
}

const ALL = 100;

/**
 * Of a queue whose tasks are shared between two versions, the one that nobody polls: what waits although the workers of the
 * other one poll was sent there. Undefined where both are polled, and where a version of its own is asked for.
 */
export function unpolledShare(
  expected: ExpectedVersion,
  { currentVersion, ramp }: QueueFacts,
  pollers: readonly PollerFacts[],
): ExpectedVersion | undefined {
  if (expected.because !== 'current' || ramp === undefined) return undefined;
  const shares = [rampingAlone(ramp), currentAlone(currentVersion)];
  return shares.find(({ accepts }) => !pollers.some(accepts));
}

function currentAlone(version: DeploymentVersion | undefined): ExpectedVersion {
  return {
    text:
      version === undefined
        ? 'a worker without versioning (no deployment version is current)'
        : `version "${versionText(version)}", which is the current one`,
    version,
    because: 'current',
    accepts: (poller) => isOf(poller, version),
  };
}

function rampingAlone({ version, percentage }: RampFacts): ExpectedVersion {
  const share = percentage >= ALL ? 'all tasks are' : 'a share of the tasks is';
  return {
    text: `${version === undefined ? 'a worker without versioning' : `version "${versionText(version)}"`}, which ${share} ramped to`,
    version,
    because: 'ramping',
    accepts: (poller) => isOf(poller, version),
  };
}

/** Whether a worker is of a version, or of none. */
function isOf(poller: PollerFacts, version: DeploymentVersion | undefined): boolean {
  return version === undefined ? poller.version === undefined : isSame(poller.version, version);
}

function pinnedTo(version: DeploymentVersion, because: 'override' | 'pinned'): ExpectedVersion {
  const reason = because === 'override' ? 'to which an override sends it' : 'to which it is pinned';
  return {
    text: `version "${versionText(version)}", ${reason}`,
    version,
    because,
    accepts: (poller) => isSame(poller.version, version),
  };
}

/** Whether an execution asks for this version itself, whatever its queue says. */
function isItsOwn({ because }: ExpectedVersion): boolean {
  return because === 'override' || because === 'pinned';
}

/** As Temporal's own tools write it. */
export function versionText({ deploymentName, buildId }: DeploymentVersion): string {
  return `${deploymentName}.${buildId}`;
}

function isSame(one: DeploymentVersion | undefined, other: DeploymentVersion | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.deploymentName === other.deploymentName &&
    one.buildId === other.buildId
  );
}
