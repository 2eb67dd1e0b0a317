// What makes clean runs unfit to be compared with: it is said, and nothing is judged.
import type { CleanRun } from './clean-run';
import type { Change } from './compare/change';
import { diffTrees } from './compare/diff';
import { label } from './compare/label';
import { NOTHING_LEARNED } from './compare/learned';
import type { Tree } from './compare/tree';
import type { Stage } from './stage';
import { UnclearError } from './unclear-error';

/** Puts the world back and looks that it is what it was. */
export async function expectReset(stage: Stage, before: Tree, now: number): Promise<void> {
  await stage.reset(now);
  const again = await stage.snapshot();
  const [change] = diffTrees({ before, expected: before, actual: again }, 'state', NOTHING_LEARNED);
  if (change === undefined) return;
  throw new UnclearError({
    reason: `the world does not return to its initial state: after reset ${change.path || 'it'} differs (${describeTree(change.actual)} instead of ${describeTree(change.expected)})`,
    remedy: 'make reset() put back everything that snapshot() shows, or mask what cannot be put back',
  });
}

export function refuseUnsettled(stage: Stage, { outcome }: CleanRun): void {
  const [obstacle] = stage.obstacles.values();
  if (obstacle !== undefined) throw new UnclearError(obstacle);
  if (outcome === undefined || outcome.kind === 'timed-out') {
    throw new UnclearError({
      reason: `the activity does not come to an end, even without any fault: ${outcome?.kind === 'timed-out' ? outcome.why : 'it ended its process'}`,
      remedy: 'check the arguments and the fakes; an activity that waits for something must find it in the world',
    });
  }
}

export function refuseDistinct(args: CleanRun, distinct: CleanRun): void {
  if (distinct.outcome?.kind === args.outcome?.kind) return;
  const how =
    distinct.outcome?.kind === 'failed'
      ? ` with ${distinct.outcome.failure.type}: ${distinct.outcome.failure.message}`
      : '';
  throw new UnclearError({
    reason: `the distinct call alone ends ${distinct.outcome?.kind ?? 'never'}${how}, while the first call ends ${args.outcome?.kind ?? 'never'}`,
    remedy: 'give as `distinct` another call that is as legitimate as the first',
  });
}

/** Whether two clean runs of a call have come to the same, but for what varies by itself. */
export function isExplained(changes: readonly Change[], first: CleanRun, second: CleanRun): boolean {
  return changes.length === 0 && first.outcome?.kind === second.outcome?.kind;
}

export function refuseUnexplained(changes: readonly Change[], first: CleanRun, second: CleanRun): void {
  const [change] = changes;
  if (first.outcome?.kind !== second.outcome?.kind) {
    throw new UnclearError({
      reason: `two clean runs of the same call end differently: ${first.outcome?.kind ?? 'never'} and ${second.outcome?.kind ?? 'never'}`,
      remedy: 'remove what makes the activity or its fakes nondeterministic, or give the fakes a fixed seed',
    });
  }
  if (change === undefined) return;
  const what = change.isEntry ? 'an effect is there in one and missing in the other' : 'they differ';
  throw new UnclearError({
    reason: `two clean runs of the same call differ, and not by generated ids or times: at ${change.path || 'the result'} ${what} (${describeTree(change.expected)}, ${describeTree(change.actual)})`,
    remedy:
      'remove what makes the activity or its fakes nondeterministic, or name the place in `ignore` if it does not matter; if the activity remembers something in its process, give `{ create: () => activity }`, so that each attempt has a new one',
  });
}

function describeTree(tree: Tree): string {
  return tree === undefined ? 'nothing' : label(tree) || 'something else';
}
