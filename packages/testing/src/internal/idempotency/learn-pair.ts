// What the distinct call shows: alone, after the first call, before it, and in one workflow run with it.
import { type CleanRun, cleanRun, describeRun } from './clean-run';
import { tokensOf } from './compare/canonical';
import type { Change } from './compare/change';
import { diffTrees } from './compare/diff';
import { learnCounters, learnShift, newestId } from './compare/learn-ids';
import { learnBases, learnSetPlaces } from './compare/learn-numbers';
import { learnOpenObjects } from './compare/learn-variation';
import type { Lessons } from './compare/lessons';
import { learnGiven } from './compare/learn-given';
import { pairItems, similarityOf } from './compare/pair-items';
import { sameState } from './compare/same-state';
import { leafText, type Tree } from './compare/tree';
import { learnAgain } from './learn-again';
import { type Place, PLACES } from './place';
import { refuseDistinct } from './refuse-unclear';
import { type Execution, MOST_RETRIES, Run, type RunSettings } from './run';
import type { CallName } from './subject';
import { UnclearError } from './unclear-error';

/** What the distinct call leaves, and what both leave together. */
export interface LearnedPair {
  readonly distinct: CleanRun;
  readonly both: Tree;
  readonly bothInRun: Tree;
  readonly note?: string | undefined;
}

export async function learnPair(
  settings: RunSettings & { readonly expectsEffects: boolean },
  before: Tree,
  args: CleanRun,
  lessons: Lessons,
): Promise<LearnedPair> {
  const { scheduledAt } = settings;
  const distinct = await cleanRun(settings, 'distinct', PLACES.otherWorkflow, scheduledAt);
  refuseDistinct(args, distinct);
  learnOpenObjects(before, distinct.state, 'state', lessons);
  const distinctRun = { call: 'distinct', before, first: distinct, elsewhere: PLACES.otherLearning } as const;
  const { note } = await learnAgain(settings, distinctRun, lessons);
  learnGiven(before, 'state', lessons);
  if (
    settings.expectsEffects &&
    sameState(before, distinct.state, lessons) &&
    !sameState(before, args.state, lessons)
  ) {
    throw new UnclearError({
      reason: 'the distinct call changes nothing that the world shows, even when it comes alone',
      remedy: 'give as `distinct` a legitimate call that takes effect',
    });
  }
  // What fails each time is looked at after one attempt: retries of it would be effects of their own.
  const isRetried = args.outcome?.kind === 'completed';
  const patient = { ...settings, retries: MOST_RETRIES };
  const inOrder = (one: Call, other: Call) => runInOrder(patient, one, other, isRetried);
  const home: Call = ['args', PLACES.home];
  const elsewhere: Call = ['distinct', PLACES.otherWorkflow];
  const second = await inOrder(home, elsewhere);
  const last = await inOrder(elsewhere, home);
  learnOpenObjects(args.state, second.state, 'state', lessons);
  learnShift(
    shiftedEntries({ from: before, to: args.state }, { from: distinct.state, to: last.state }, lessons),
    lessons,
  );
  const [ids, others] = [args.state, last.state].map(
    (state) => new Set(tokensOf(state, 'state', lessons).map(({ token }) => token)),
  );
  learnShift(
    diffTrees({ before: undefined, expected: args.result, actual: last.result }, 'result', lessons),
    lessons,
    (one, other) => ids?.has(leafText(one)) === true && others?.has(leafText(other)) === true,
  );
  learnCounters(
    { tree: args.state, newest: newestId(args.state, 'state', lessons) },
    { tree: second.state, newest: newestId(second.state, 'state', lessons) },
    'state',
    lessons,
  );
  learnGiven(before, 'state', lessons);
  learnBases(args.state, distinct.state, second.state, lessons);
  learnSetPlaces({ before, one: args.state, other: distinct.state, both: second.state }, 'state', lessons);
  const inRun = await inOrder(home, ['distinct', PLACES.sameRun]);
  return { distinct, both: second.state, bothInRun: inRun.state, note };
}

type Call = readonly [CallName, Place];

/** Two calls from the initial state, one after the other; gives the second one. */
async function runInOrder(settings: RunSettings, one: Call, other: Call, isRetried: boolean): Promise<CleanRun> {
  await settings.stage.reset(settings.scheduledAt);
  let last: Execution | undefined;
  for (const [call, place] of [one, other]) {
    last = new Run(settings).schedule(call, place);
    if (isRetried) await last.conclude();
    else await last.attempt();
  }
  return describeRun(settings.stage, last as Execution);
}

/** The states before and after a call. */
interface Move {
  readonly from: Tree;
  readonly to: Tree;
}

/** How the entries that a call makes differ when another call has come before it. */
function shiftedEntries(alone: Move, after: Move, lessons: Lessons): Change[] {
  const added = ({ from, to }: Move) =>
    diffTrees({ before: undefined, expected: from, actual: to }, 'state', lessons).filter(
      ({ isEntry, actual }) => isEntry && actual !== undefined,
    );
  const [ones, others] = [added(alone), added(after)];
  return [...new Set(ones.map((change) => change.pattern))].flatMap((pattern) => {
    const [left, right] = [ones, others].map((each) => each.filter((change) => change.pattern === pattern));
    const { pairs } = pairItems(left ?? [], right ?? [], [], (one, other) =>
      similarityOf(one.actual, other.actual, pattern, lessons),
    );
    const alike = pairs.flatMap(([one, other]) => shiftOf(one, other, pattern, lessons));
    if (left?.length !== right?.length) return alike;
    // Two that were counted up may share a number, and still be the second of one run and the first of the other.
    const inOrder = left?.flatMap((one, index) => shiftOf(one, right?.[index] ?? one, pattern, lessons)) ?? [];
    return placesOf(inOrder) < placesOf(alike) ? inOrder : alike;
  });
}

function placesOf(changes: readonly Change[]): number {
  return new Set(changes.map(({ pattern }) => pattern)).size;
}

/** How one entry differs from another one that the same call has made. */
function shiftOf(one: Change, other: Change, pattern: string, lessons: Lessons): Change[] {
  const changes = diffTrees({ before: undefined, expected: one.actual, actual: other.actual }, pattern, lessons);
  const [expected, actual] = [lastStep(one.path), lastStep(other.path)];
  return pattern.endsWith('.{}') && expected !== actual
    ? [...changes, { ...one, isEntry: false, isKey: true, pattern: pattern.slice(0, -3), expected, actual }]
    : changes;
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
