// What the clean runs show: the states to compare with, the steps to break, and what varies by itself.
import type { Outcome } from './attempt-plan';
import { canonicalize, tokensOf } from './compare/canonical';
import { type Change, diffTrees, label } from './compare/diff';
import { type Learned, NOTHING_LEARNED } from './compare/learned';
import {
  learnBases,
  learnCounters,
  learnFixedTimes,
  learnOpenObjects,
  learnShift,
  learnVariation,
  newestId,
  noLessons,
  type Lessons,
} from './compare/learn';
import { pairItems, similarityOf } from './compare/pair-items';
import { Transients } from './compare/transients';
import { Dictionary, leafText, type Tree } from './compare/tree';
import type { Facts } from './facts';
import { type ObservedSteps, observeSteps } from './observe-steps';
import { type Place, PLACES } from './place';
import { resultTree } from './result-tree';
import { type Execution, isFinal, Run, type RunSettings } from './run';
import type { Obstacle } from './obstacles';
import type { Stage } from './stage';
import type { CallName } from './subject';

/** One call without any fault. */
export interface CleanRun {
  readonly state: Tree;
  readonly outcome: Outcome | undefined;
  readonly result: Tree;
  readonly execution: Execution;
}

/** What all plans are compared with. */
export interface Baseline {
  readonly before: Tree;
  readonly args: CleanRun;
  readonly distinct?: CleanRun | undefined;
  /** After both calls, the first one first: from two workflows. */
  readonly both: Tree;
  /** The same, from one workflow run: rows may say who has written them. */
  readonly bothInRun: Tree;
  readonly learned: Learned;
  readonly facts: Facts;
  readonly changes: readonly Change[];
  readonly transients: Transients;
  /** Paths of what changes only because somebody looks at it. */
  readonly movedByLooks: ReadonlySet<string>;
}

/** The clean runs do not allow a judgement. */
export class UnclearError extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle.reason);
  }
}

const DAY = 86_400_000;
/** The second clean run starts in another month, on another weekday, at another minute: what is made from the time shows. */
const SECOND_RUN_LATER = 40 * DAY + 3 * 3_600_000 + 61_001;

export interface BaselineSettings extends RunSettings {
  readonly expectsEffects: boolean;
  readonly calls: readonly CallName[];
}

export async function learnBaseline(settings: BaselineSettings): Promise<Baseline> {
  const { stage, scheduledAt } = settings;
  const lessons = noLessons();
  lessons.clock = { from: scheduledAt - 2 * DAY, to: scheduledAt + 100 * DAY };
  await stage.reset(scheduledAt);
  const before = await stage.snapshot();
  const { run: first, steps, during, movedByLooks } = await observedRun(settings, before);
  stage.endFirstRun();
  refuseUnsettled(stage, first);
  const clean = first.execution.attempts[0];
  const heartbeats = clean?.heartbeats ?? [];
  await expectReset(stage, before, scheduledAt);
  if (stage.clock === undefined) await new Promise((resolve) => setTimeout(resolve, 1_050));
  const second = await cleanRun(settings, 'args', PLACES.learning, scheduledAt + SECOND_RUN_LATER);
  learnOpenObjects(before, first.state, 'state', lessons);
  refuseUnexplained(compareRuns(before, first, second, lessons), first, second);
  const changes = diffTrees({ before: undefined, expected: before, actual: first.state }, 'state', lessons);
  const pair = settings.calls.includes('distinct') ? await learnPair(settings, before, first, lessons) : undefined;
  return {
    before,
    args: first,
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
      hasConnections: stage.worlds.some((world) => world.abandon !== undefined),
    },
    changes,
    transients: new Transients(before, first.state, during, lessons),
    movedByLooks,
  };
}

async function observedRun(
  settings: BaselineSettings,
  before: Tree,
): Promise<ObservedSteps & { readonly run: CleanRun }> {
  const { stage } = settings;
  const execution = new Run(settings).schedule('args', PLACES.home);
  const observed = await observeSteps(settings, execution, before);
  if (execution.outcome?.kind === 'failed' && execution.outcome.failure.isRetryable) {
    // What fails at first and succeeds later counts as one clean run; what always fails is a business error.
    const alone = await stage.snapshot();
    const business = execution.outcome;
    const retried = await execution.conclude();
    if (retried?.kind !== 'completed')
      return { run: { state: alone, outcome: business, result: undefined, execution }, ...observed };
  }
  return { run: await describeRun(stage, execution), ...observed };
}

/** Runs a call without faults, from the initial state. */
async function cleanRun(settings: BaselineSettings, call: CallName, place: Place, now: number): Promise<CleanRun> {
  await settings.stage.reset(now);
  return continueRun(settings, call, place);
}

async function continueRun(settings: BaselineSettings, call: CallName, place: Place): Promise<CleanRun> {
  const { stage } = settings;
  const execution = new Run(settings).schedule(call, place);
  const { outcome } = await execution.attempt();
  if (isFinal(outcome)) return describeRun(stage, execution);
  const alone = await stage.snapshot();
  const retried = await execution.conclude();
  return retried?.kind === 'completed'
    ? describeRun(stage, execution)
    : { state: alone, outcome, result: undefined, execution };
}

async function describeRun(stage: Stage, execution: Execution): Promise<CleanRun> {
  await stage.advance(60_000);
  const { outcome } = execution;
  return { state: await stage.snapshot(), outcome, result: resultTree(outcome), execution };
}

/** Learns from two clean runs of one call; gives what stays unexplained. */
function compareRuns(before: Tree, first: CleanRun, second: CleanRun, lessons: Lessons): Change[] {
  learnFixedTimes(first.state, second.state, 'state', lessons);
  learnFixedTimes(first.result, second.result, 'result', lessons);
  const unexplained = [
    ...learnVariation(before, first.state, second.state, 'state', lessons),
    ...learnVariation(undefined, first.result, second.result, 'result', lessons),
  ];
  if (unexplained.length > 0) return unexplained;
  const [one, two] = [first, second].map(({ state, result }) => canonicalize({ state, result }, lessons));
  const isSame = one?.['state']?.text === two?.['state']?.text && one?.['result']?.text === two?.['result']?.text;
  return isSame ? [] : diffTrees(combined(first, second, before), 'root', rooted(lessons));
}

/** State and result in one tree, so that ids are renamed through both. */
export function combined(
  expected: { readonly state: Tree; readonly result: Tree },
  actual: { readonly state: Tree; readonly result: Tree },
  before: Tree,
): { before: Tree; expected: Tree; actual: Tree } {
  const tree = (state: Tree, result: Tree) =>
    new Dictionary(
      new Map([
        ['state', state],
        ['result', result],
      ]),
      false,
    );
  return {
    before: tree(before, undefined),
    expected: tree(expected.state, expected.result),
    actual: tree(actual.state, actual.result),
  };
}

/** The same lessons, for trees in which state and result stand below one root. */
export function rooted(learned: Learned): Learned {
  const below = (set: ReadonlySet<string>) => new Set([...set].map((pattern) => `root.${pattern}`));
  return {
    varying: new Map([...learned.varying].map(([pattern, variation]) => [`root.${pattern}`, variation])),
    varyingKeys: below(learned.varyingKeys),
    openObjects: below(learned.openObjects),
    counters: below(learned.counters),
    bases: learned.bases,
    clock: learned.clock,
    fixedTimes: below(learned.fixedTimes),
  };
}

async function learnPair(
  settings: BaselineSettings,
  before: Tree,
  args: CleanRun,
  lessons: Lessons,
): Promise<{ distinct: CleanRun; both: Tree; bothInRun: Tree }> {
  const { scheduledAt } = settings;
  const distinct = await cleanRun(settings, 'distinct', PLACES.otherWorkflow, scheduledAt);
  refuseDistinct(args, distinct);
  learnOpenObjects(before, distinct.state, 'state', lessons);
  if (settings.stage.clock === undefined) await new Promise((resolve) => setTimeout(resolve, 1_050));
  const again = await cleanRun(settings, 'distinct', PLACES.otherLearning, scheduledAt + SECOND_RUN_LATER);
  refuseUnexplained(compareRuns(before, distinct, again, lessons), distinct, again);
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
  const inOrder = (one: Call, other: Call) => runInOrder(settings, one, other, isRetried);
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
  learnBases(args.state, distinct.state, second.state, lessons);
  const inRun = await inOrder(home, ['distinct', PLACES.sameRun]);
  return { distinct, both: second.state, bothInRun: inRun.state };
}

type Call = readonly [CallName, Place];

/** Two calls from the initial state, one after the other; gives the second one. */
async function runInOrder(settings: BaselineSettings, one: Call, other: Call, isRetried: boolean): Promise<CleanRun> {
  await settings.stage.reset(settings.scheduledAt);
  let last: Execution | undefined;
  for (const [call, place] of [one, other]) {
    last = new Run(settings).schedule(call, place);
    if (isRetried) await last.conclude();
    else await last.attempt();
  }
  return describeRun(settings.stage, last as Execution);
}

interface Step2 {
  readonly from: Tree;
  readonly to: Tree;
}

/** How the entries that a call makes differ when another call has come before it. */
function shiftedEntries(alone: Step2, after: Step2, lessons: Lessons): Change[] {
  const added = ({ from, to }: Step2) =>
    diffTrees({ before: undefined, expected: from, actual: to }, 'state', lessons).filter(
      ({ isEntry, actual }) => isEntry && actual !== undefined,
    );
  const [ones, others] = [added(alone), added(after)];
  const changes: Change[] = [];
  for (const pattern of new Set(ones.map((change) => change.pattern))) {
    const { pairs } = pairItems(
      ones.filter((change) => change.pattern === pattern),
      others.filter((change) => change.pattern === pattern),
      [],
      (left, right) => similarityOf(left.actual, right.actual, pattern, lessons),
    );
    for (const [left, right] of pairs) {
      changes.push(...diffTrees({ before: undefined, expected: left.actual, actual: right.actual }, pattern, lessons));
      const [one, other] = [lastStep(left.path), lastStep(right.path)];
      if (pattern.endsWith('.{}') && one !== other)
        changes.push({
          ...left,
          isEntry: false,
          isKey: true,
          pattern: pattern.slice(0, -3),
          expected: one,
          actual: other,
        });
    }
  }
  return changes;
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export function sameState(one: Tree, other: Tree, learned: Learned): boolean {
  const [left, right] = [one, other].map((state) => canonicalize({ state }, learned)['state']?.text);
  return left === right;
}

async function expectReset(stage: Stage, before: Tree, now: number): Promise<void> {
  await stage.reset(now);
  const again = await stage.snapshot();
  const [change] = diffTrees({ before, expected: before, actual: again }, 'state', NOTHING_LEARNED);
  if (change === undefined) return;
  throw new UnclearError({
    reason: `the world does not return to its initial state: after reset ${change.path || 'it'} differs (${describeTree(change.actual)} instead of ${describeTree(change.expected)})`,
    remedy: 'make reset() put back everything that snapshot() shows, or mask what cannot be put back',
  });
}

function describeTree(tree: Tree): string {
  return tree === undefined ? 'nothing' : label(tree) || 'something else';
}

function refuseUnsettled(stage: Stage, { outcome }: CleanRun): void {
  const [obstacle] = stage.obstacles.values();
  if (obstacle !== undefined) throw new UnclearError(obstacle);
  if (outcome === undefined || outcome.kind === 'timed-out') {
    throw new UnclearError({
      reason: `the activity does not come to an end, even without any fault: ${outcome?.kind === 'timed-out' ? outcome.why : 'it ended its process'}`,
      remedy: 'check the arguments and the fakes; an activity that waits for something must find it in the world',
    });
  }
}

function refuseDistinct(args: CleanRun, distinct: CleanRun): void {
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

function refuseUnexplained(changes: readonly Change[], first: CleanRun, second: CleanRun): void {
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
