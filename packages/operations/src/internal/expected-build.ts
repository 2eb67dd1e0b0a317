// The versioning of before there were deployments: sets of build ids that are compatible with each other.
import type { PollerFacts, QueueFacts, VersioningFacts } from '../facts';
import type { ExpectedVersion } from './expected-version';

/**
 * Which workers get a task of a queue that has sets of compatible build ids: those of the newest build of the set that has
 * begun the execution, or of the default set. Undefined where the queue has none, or has deployments as well.
 */
export function expectedBuild(
  { buildIdSets = [], currentVersion, ramp }: QueueFacts,
  begunBy?: VersioningFacts['begunBy'],
): ExpectedVersion | undefined {
  const standard = buildIdSets.at(-1);
  if (standard === undefined || currentVersion !== undefined || ramp !== undefined) return undefined;
  if (begunBy?.isVersioned === false) {
    return {
      text: 'a worker without versioning, as one has begun it',
      version: undefined,
      because: 'build id',
      accepts: (poller) => poller.version === undefined && poller.legacyBuildId === undefined,
    };
  }
  const own = buildIdSets.find((set) => begunBy !== undefined && set.includes(begunBy.buildId));
  const buildId = (own ?? standard).at(-1) ?? '';
  return {
    text: `build id "${buildId}", ${own === undefined ? 'the default of the queue' : 'the newest of the set that has begun it'}`,
    version: undefined,
    buildId,
    because: own === undefined ? 'default build id' : 'build id',
    accepts: (poller) => poller.legacyBuildId === buildId,
  };
}

/** Which build ids those who poll have, where none of the queue's sets is known. */
export function unknownBuilds({ buildIdSets }: QueueFacts, pollers: readonly PollerFacts[]): readonly string[] {
  return buildIdSets === undefined ? [...new Set(pollers.flatMap(({ legacyBuildId = [] }) => legacyBuildId))] : [];
}
