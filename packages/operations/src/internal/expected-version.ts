import type { DeploymentVersion, ExecutionFacts, PollerFacts, QueueFacts } from '../facts';

/** Which workers the server gives the next task to. */
export interface ExpectedVersion {
  /** In words, as part of a sentence. */
  readonly text: string;
  /** Undefined for workers without versioning. */
  readonly version: DeploymentVersion | undefined;
  readonly because: 'override' | 'pinned' | 'current' | 'ramping';
  readonly accepts: (poller: PollerFacts) => boolean;
}

/** Follows the server's routing: an override first, then the version that the execution is pinned to, then the current one. */
export function expectedVersion({ versioning }: ExecutionFacts, queue: QueueFacts): ExpectedVersion {
  const { override, behavior, version } = versioning;
  if (override?.kind === 'pinned') return pinnedTo(override.version, 'override');
  if (override === undefined && behavior === 'PINNED' && version !== undefined) return pinnedTo(version, 'pinned');
  return currentVersionOf(queue);
}

/**
 * As {@link expectedVersion}, for an activity: on another queue than its execution's the version that this one is pinned to is
 * asked only where it has workers there; else the queue's own current version gets the activity.
 */
export function expectedForActivity(execution: ExecutionFacts, queue: QueueFacts): ExpectedVersion {
  const ofExecution = expectedVersion(execution, queue);
  if (queue.name === execution.taskQueue || ofExecution.because === 'current') return ofExecution;
  const current = currentVersionOf(queue);
  return { ...current, accepts: (poller) => ofExecution.accepts(poller) || current.accepts(poller) };
}

/** Who gets the tasks of a queue that nothing sends elsewhere. */
export function currentVersionOf({ currentVersion, rampingVersion }: QueueFacts): ExpectedVersion {
  if (currentVersion === undefined) {
    return {
      text: 'a worker without versioning (no deployment version is current)',
      version: undefined,
      because: 'current',
      accepts: (poller) => poller.version === undefined || isSame(poller.version, rampingVersion),
    };
  }
  return {
    text: `version "${versionText(currentVersion)}", which is the current one`,
    version: currentVersion,
    because: 'current',
    accepts: (poller) => isSame(poller.version, currentVersion) || isSame(poller.version, rampingVersion),
  };
}

/**
 * Of a queue whose tasks are shared between two versions, the one that nobody polls: what waits although the workers of the
 * other one poll was sent there. Undefined where both are polled, and where a version of its own is asked for.
 */
export function unpolledShare(
  expected: ExpectedVersion,
  queue: QueueFacts,
  pollers: readonly PollerFacts[],
): ExpectedVersion | undefined {
  const { currentVersion, rampingVersion } = queue;
  if (expected.because !== 'current' || rampingVersion === undefined) return undefined;
  const ramping: ExpectedVersion = {
    text: `version "${versionText(rampingVersion)}", which a share of the tasks is ramped to`,
    version: rampingVersion,
    because: 'ramping',
    accepts: ({ version }) => isSame(version, rampingVersion),
  };
  const current: ExpectedVersion = {
    ...expected,
    accepts: ({ version }) => (currentVersion === undefined ? version === undefined : isSame(version, currentVersion)),
  };
  return [ramping, current].find(({ accepts }) => !pollers.some(accepts));
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
