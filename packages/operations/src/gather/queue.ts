import type { PollerFacts, QueueFacts, QueueType, RampFacts } from '../facts';
import type { ServerCalls, Service } from '../internal/server-calls';
import { readVersion } from './description';
import { isVersioned } from './enums';
import { queueDescription } from './queue-shape';
import { callInShape } from './undecoded';
import { toInstant, toMilliseconds, toNumber, toText } from './wire';
import type { QueueDescription } from './wire-types';

const TYPES: Readonly<Record<QueueType, number>> = { workflow: 1, activity: 2, nexus: 3 };
const RATE_LIMIT_SOURCES = [undefined, 'API', 'WORKER', 'SYSTEM'] as const;

/** Describes a task queue; undefined, and noted, where that is refused. */
export async function describeQueue(
  calls: ServerCalls,
  namespace: string,
  type: QueueType,
  name: string,
  foreignNamespace?: string,
): Promise<QueueFacts | undefined> {
  const request = {
    namespace: foreignNamespace ?? namespace,
    taskQueue: { name },
    taskQueueType: TYPES[type],
    reportStats: true,
  };
  const description = await calls.tryAsk(`task queue "${name}" (${type})`, 'DescribeTaskQueue', (service) =>
    callInShape(
      calls.connection,
      service,
      request.namespace,
      (each: Service) => each.describeTaskQueue(request),
      queueDescription,
    ),
  );
  if (description === undefined) return undefined;
  const queue = readQueue(description, type, name, foreignNamespace);
  const hasBuildIds = queue.pollers.some(({ legacyBuildId }) => legacyBuildId !== undefined);
  return hasBuildIds ? { ...queue, buildIdSets: await readBuildIdSets(calls, namespace, queue) } : queue;
}

/** Which of its workers the server gives a task to, where they are versioned as they were before there were deployments. */
async function readBuildIdSets(
  calls: ServerCalls,
  namespace: string,
  { name, namespace: foreignNamespace }: QueueFacts,
): Promise<QueueFacts['buildIdSets']> {
  const answer = await calls.tryAsk(
    `the build ids of task queue "${name}"`,
    'GetWorkerBuildIdCompatibility',
    (service) => service.getWorkerBuildIdCompatibility({ namespace: foreignNamespace ?? namespace, taskQueue: name }),
  );
  const sets = (answer?.majorVersionSets ?? []).map(({ buildIds }) => buildIds ?? []);
  return sets.length === 0 ? undefined : sets;
}

export function readQueue(
  description: QueueDescription,
  type: QueueType,
  name: string,
  namespace?: string,
): QueueFacts {
  const { stats, versioningInfo, effectiveRateLimit } = description;
  const source = RATE_LIMIT_SOURCES[effectiveRateLimit?.rateLimitSource ?? 0];
  return {
    name,
    type,
    namespace,
    pollers: (description.pollers ?? []).map(
      ({ identity, lastAccessTime, ratePerSecond, deploymentOptions, workerVersionCapabilities }): PollerFacts => ({
        identity: identity ?? '',
        lastAccessTime: toInstant(lastAccessTime),
        ratePerSecond: ratePerSecond ?? undefined,
        version: isVersioned(deploymentOptions?.workerVersioningMode) ? readVersion(deploymentOptions) : undefined,
        legacyBuildId:
          workerVersionCapabilities?.useVersioning && !workerVersionCapabilities.deploymentSeriesName
            ? toText(workerVersionCapabilities.buildId)
            : undefined,
      }),
    ),
    backlogCount: toNumber(stats?.approximateBacklogCount),
    backlogAgeMilliseconds: toMilliseconds(stats?.approximateBacklogAge) ?? 0,
    addRate: stats?.tasksAddRate ?? 0,
    dispatchRate: stats?.tasksDispatchRate ?? 0,
    currentVersion: readVersion(versioningInfo?.currentDeploymentVersion),
    ramp: readRamp(versioningInfo),
    rateLimit: source === undefined ? undefined : { perSecond: effectiveRateLimit?.requestsPerSecond ?? 0, source },
  };
}

/** What no share is ramped to gets nothing; a share for no version is for workers without versioning. */
function readRamp(info: QueueDescription['versioningInfo']): RampFacts | undefined {
  const percentage = info?.rampingVersionPercentage ?? 0;
  return percentage > 0 ? { version: readVersion(info?.rampingDeploymentVersion), percentage } : undefined;
}
