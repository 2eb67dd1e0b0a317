// What the clean runs show: the states to compare with, the steps to break, and what varies by itself.
import { type CleanRun, observedRun } from './clean-run';
import type { Change } from './compare/change';
import { diffTrees } from './compare/diff';
import { learnOpenObjects } from './compare/learn-variation';
import { learnPlainNumbers, movedCounters } from './compare/named-counters';
import { noLessons } from './compare/lessons';
import { learnGiven } from './compare/learn-given';
import type { Learned } from './compare/learned';
import { Transients } from './compare/transients';
import type { Tree } from './compare/tree';
import type { Facts } from './facts';
import { learnAgain } from './learn-again';
import { learnPair } from './learn-pair';
import { PLACES } from './place';
import { expectReset, refuseUnsettled } from './refuse-unclear';
import type { RunSettings } from './run';
import type { CallName } from './subject';

/** What all plans are compared with. */
export interface Baseline {
  readonly before: Tree;
  readonly args: CleanRun;
  /** The same call once more, elsewhere and later. */
  readonly again: CleanRun;
  readonly distinct?: CleanRun | undefined;
  /** After both calls, the first one first: from two workflows. */
  readonly both: Tree;
  /** The same, from one workflow run: rows may say who has written them. */
  readonly bothInRun: Tree;
  readonly learned: Learned;
  readonly facts: Facts;
  readonly changes: readonly Change[];
  readonly transients: Transients;
  /** Places of numbers that the call moves and that are not compared, since they count tries by their names. */
  readonly counters: readonly string[];
  /** Paths of what changes only because somebody looks at it. */
  readonly movedByLooks: ReadonlySet<string>;
  /** What a reader of the report should know of them. */
  readonly notes: readonly string[];
}

interface BaselineSettings extends RunSettings {
  readonly expectsEffects: boolean;
  readonly calls: readonly CallName[];
}

const DAY = 86_400_000;

export async function learnBaseline(settings: BaselineSettings): Promise<Baseline> {
  const { stage, scheduledAt } = settings;
  const lessons = noLessons();
  lessons.clock = { from: scheduledAt - 2 * DAY, to: scheduledAt + 400 * DAY };
  await stage.reset(scheduledAt);
  const before = await stage.snapshot();
  const { run: first, steps, during, movedByLooks } = await observedRun(settings, before);
  stage.endFirstRun();
  refuseUnsettled(stage, first);
  const clean = first.execution.attempts[0];
  const heartbeats = clean?.heartbeats ?? [];
  await expectReset(stage, before, scheduledAt);
  // Also what is filled only in between: the uploads that are under way.
  for (const state of [first.state, ...during]) learnOpenObjects(before, state, 'state', lessons);
  learnPlainNumbers(before, first.state, lessons);
  const { second, note } = await learnAgain(
    settings,
    { call: 'args', before, first, elsewhere: PLACES.learning },
    lessons,
  );
  learnGiven(before, 'state', lessons);
  const changes = diffTrees({ before: undefined, expected: before, actual: first.state }, 'state', lessons);
  const pair = settings.calls.includes('distinct') ? await learnPair(settings, before, first, lessons) : undefined;
  return {
    before,
    args: first,
    again: second,
    distinct: pair?.distinct,
    both: pair?.both,
    bothInRun: pair?.bothInRun,
    learned: lessons,
    facts: {
      steps,
      heartbeats,
      isHasty: second.execution.attempts.some((attempt) => attempt.isHasty),
      calls: settings.calls,
      isVirtual: stage.clock !== undefined,
      hasFreshWorkers: settings.subject.isFresh,
      hasConnections: stage.worlds.some((world) => world.abandon !== undefined),
    },
    changes,
    transients: new Transients(before, first.state, during, lessons),
    counters: movedCounters(before, first.state, lessons),
    movedByLooks,
    notes: [note, pair?.note].filter((each) => each !== undefined),
  };
}
