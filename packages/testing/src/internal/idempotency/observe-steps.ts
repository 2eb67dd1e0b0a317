import type { Passage } from './attempt';
import { diffTrees } from './compare/diff';
import { NOTHING_LEARNED } from './compare/learned';
import type { Tree } from './compare/tree';
import type { Step } from './facts';
import type { Execution, RunSettings } from './run';
import type { Stage } from './stage';

/** Beyond this many steps the state is looked at only at the end. */
const MAXIMUM_OBSERVED = 300;
const MAXIMUM_KEPT = 50;

/** What a clean run does step by step, and the states in between. */
export interface ObservedSteps {
  readonly steps: Step[];
  readonly during: readonly Tree[];
}

/** Runs the first attempt of a clean run step by step, and sees which step changes what. */
export async function observeSteps({ stage }: RunSettings, execution: Execution, before: Tree): Promise<ObservedSteps> {
  const during: Tree[] = [];
  stage.isObserving = true;
  const attempt = await execution.start({ isStepwise: true, isObserved: true });
  const changed = new Set<number>();
  let last = before;
  let counted = 0;
  await stage.untilRest(attempt);
  while (attempt.isFrozen && !attempt.isUnwound) {
    if (attempt.passages.length <= MAXIMUM_OBSERVED) {
      const now = await stage.snapshot();
      if (differ(last, now)) {
        attribute(stage, attempt.passages, counted, changed);
        if (during.length < MAXIMUM_KEPT) during.push(now);
      }
      last = now;
      counted = landedCount(attempt.passages);
    }
    attempt.resume();
    await stage.untilRest(attempt);
    if (attempt.isBlocked) attempt.timeOut('it waits for something that never comes');
  }
  stage.isObserving = false;
  const end = await stage.snapshot();
  const { passages, heartbeatsBefore } = attempt;
  const isLong = passages.length > MAXIMUM_OBSERVED;
  if (!isLong && differ(last, end)) attribute(stage, passages, counted, changed);
  const isEffect = (passage: Passage, index: number): boolean =>
    passage.effect.kind === 'memory'
      ? changed.has(index) || passage.effect.write || isLong
      : changed.has(index) || passage.effect.write;
  const counts = { e: 0, r: 0 };
  const steps = passages.map((passage, index): Step => {
    const kind = isEffect(passage, index) ? 'e' : 'r';
    counts[kind] += 1;
    return {
      effect: passage.effect,
      isEffect: kind === 'e',
      heartbeats: heartbeatsBefore[index] ?? 0,
      name: `${kind}${counts[kind]}`,
    };
  });
  return { steps, during };
}

function landedCount(passages: readonly Passage[]): number {
  return passages.filter(({ landed }) => landed).length;
}

/** Puts a change down to the steps that have taken place since the last look; without any it went past the gate. */
function attribute(stage: Stage, passages: readonly Passage[], counted: number, changed: Set<number>): void {
  const landed = passages.flatMap((passage, index) => (passage.landed ? [index] : [])).slice(counted);
  if (landed.length === 0) {
    const previous = passages.filter(({ landed: isDone }) => isDone).at(-1);
    stage.meet('bypass', {
      reason: `the state changed ${previous === undefined ? 'before anything passed the gate' : `after ${previous.effect.label} without anything passing the gate`}: an effect goes past it`,
      remedy:
        'let the activity change the world only through the methods, the pool or the requests that the world watches; with memoryWorld through methods of the watched object, not its data and not functions taken from it before the check',
    });
  }
  const writes = landed.filter((index) => passages[index]?.effect.write === true);
  for (const index of writes.length > 0 ? writes : landed) changed.add(index);
}

function differ(one: Tree, other: Tree): boolean {
  return diffTrees({ before: one, expected: one, actual: other }, 'state', NOTHING_LEARNED).length > 0;
}
