import type { Passage } from './passage';
import type { Change } from './compare/change';
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
  /** What changes because somebody looks: a fake job that moves on whenever it is polled. Paths. */
  readonly movedByLooks: ReadonlySet<string>;
}

/** Runs the first attempt of a clean run step by step, and sees which step changes what. */
export async function observeSteps({ stage }: RunSettings, execution: Execution, before: Tree): Promise<ObservedSteps> {
  const during: Tree[] = [];
  stage.isObserving = true;
  const attempt = await execution.start({ isStepwise: true, isObserved: true });
  const changed = new Set<number>();
  const movedByLooks = new Set<string>();
  let last = before;
  let counted = 0;
  await stage.untilRest(attempt);
  while (attempt.isFrozen && !attempt.isUnwound) {
    if (attempt.passages.length <= MAXIMUM_OBSERVED) {
      const now = await stage.snapshot();
      const changes = differences(last, now);
      if (changes.length > 0) {
        const steps = attribute(stage, attempt.passages, counted, changed);
        if (steps.every((index) => isLook(attempt.passages[index]?.effect.label ?? '')))
          for (const { path } of changes) movedByLooks.add(path);
        if (during.length < MAXIMUM_KEPT) during.push(now);
      }
      last = now;
      counted = landedCount(attempt.passages);
    }
    attempt.resume();
    await stage.untilRest(attempt);
    if (attempt.isBlocked) attempt.timeOut('it waits for something that never comes');
  }
  // What it has left for later is a step, too.
  if (attempt.outcome?.kind === 'completed') await stage.advance(60_000);
  stage.isObserving = false;
  const end = await stage.snapshot();
  const { passages, heartbeatsBefore } = attempt;
  const isLong = passages.length > MAXIMUM_OBSERVED;
  if (!isLong && differences(last, end).length > 0) attribute(stage, passages, counted, changed);
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
  return { steps, during, movedByLooks };
}

/** Also what has failed may have changed something before. */
function isDone({ landed, failed }: Passage): boolean {
  return landed || failed === true;
}

function landedCount(passages: readonly Passage[]): number {
  return passages.filter(isDone).length;
}

/** Puts a change down to the steps that have taken place since the last look, and gives them; without any it went past the gate. */
function attribute(stage: Stage, passages: readonly Passage[], counted: number, changed: Set<number>): number[] {
  const landed = passages.flatMap((passage, index) => (isDone(passage) ? [index] : [])).slice(counted);
  if (landed.length === 0) {
    const previous = passages.filter(isDone).at(-1);
    stage.obstacles.meet('bypass', {
      reason: `the state changed ${previous === undefined ? 'before anything passed the gate' : `after ${previous.effect.label} without anything passing the gate`}: an effect goes past it`,
      remedy:
        'let the activity change the world only through the methods, the pool or the requests that the world watches; with memoryWorld through methods of the watched object, not its data and not functions taken from it before the check',
    });
  }
  const writes = landed.filter((index) => passages[index]?.effect.write === true);
  const causes = writes.length > 0 ? writes : landed;
  for (const index of causes) changed.add(index);
  return causes;
}

function differences(one: Tree, other: Tree): readonly Change[] {
  return diffTrees({ before: one, expected: one, actual: other }, 'state', NOTHING_LEARNED);
}

const LOOKING =
  /(^|\.|^GET )(get|look(up)?|poll|status|check|describe|fetch|find|list|read|is|has|query|peek|wait)(?![a-z])|^GET /;

/** Whether a call is made to see something. A fake may move on all the same. */
export function isLook(label: string): boolean {
  return LOOKING.test(label);
}
