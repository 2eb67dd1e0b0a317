// Compares how a plan has ended with what the clean runs have shown, and says what is wrong, if anything.
import type { Baseline } from './baseline';
import { combined, rooted, sameState } from './baseline';
import { type Canonical, canonicalize, tokensOf } from './compare/canonical';
import { type Change, diffTrees } from './compare/diff';
import { NOTHING_LEARNED } from './compare/learned';
import { leafText, isLeaf, type Tree } from './compare/tree';
import { isLook } from './observe-steps';
import type { PlanEnd } from './plan';
import { resultTree } from './result-tree';
import type { Outcome } from './attempt-plan';
import type { FindingVerdict } from './verdicts';

/** What is wrong with how a plan ended. */
export interface Judgement {
  readonly verdict: FindingVerdict;
  /** One clause that names the facts. */
  readonly detail: string;
  readonly changes: readonly Change[];
}

interface Comparison {
  readonly state: readonly Change[];
  readonly result: readonly Change[];
}

const SAME: Comparison = { state: [], result: [] };

export class Judge {
  private readonly canonical = new Map<Tree, Record<string, Canonical>>();
  private readonly rooted;
  /** Where a result holds a generated id that stands in the state. */
  private readonly receiptPlaces: ReadonlySet<string>;
  /** The distinct call has changed nothing after the first one, and leaves the same alone: it may have taken effect or not. */
  isBlind = false;

  constructor(private readonly baseline: Baseline) {
    const { args, learned } = baseline;
    this.rooted = rooted(learned);
    const kept = new Set(tokensOf(args.state, 'state', learned).map(({ token }) => token));
    this.receiptPlaces = new Set(
      tokensOf(args.result, 'result', learned).flatMap(({ token, at }) => (kept.has(token) ? [at] : [])),
    );
  }

  judge(end: PlanEnd, state: Tree, isLandedFault = true): Judgement | undefined {
    switch (end.expects) {
      case 'once':
        return this.judgeOnce(end, state, isLandedFault);
      case 'both':
        return this.judgeBoth(end, state);
      case 'distinct-took-effect':
        return this.judgeDistinct(end, state);
      case 'refused':
        return this.judgeRefused(end, state);
      case 'interrupted':
        return this.judgeInterrupted(end, state);
    }
  }

  private judgeOnce({ execution }: PlanEnd, state: Tree, isLandedFault: boolean): Judgement | undefined {
    const { args } = this.baseline;
    const { outcome } = execution;
    const result = resultTree(outcome);
    const { state: changes, result: drift } = this.compare(args, { state, result });
    const more = changes.filter(({ kind }) => kind === 'more');
    if (more.length > 0) return { verdict: 'DUPLICATE_EFFECT', detail: countDetail('more', more), changes };
    if (args.outcome?.kind === 'completed' && outcome?.kind !== 'completed')
      return { verdict: 'STUCK', detail: `every retry fails: ${outcomeText(outcome)}`, changes };
    if (args.outcome?.kind === 'failed' && outcome?.kind === 'completed')
      return {
        verdict: 'RESULT_DRIFT',
        detail: `the first time it fails (${outcomeText(args.outcome)}), the repeat succeeds`,
        changes: drift,
      };
    // An effect that was refused may be told to the workflow; it must not be passed off as success.
    const saysSo =
      !isLandedFault && (outcome?.kind !== 'completed' || this.resultDiffers(result) || changes.some(isTold));
    if (saysSo) return undefined;
    const fewer = changes.filter(({ kind }) => kind === 'fewer');
    if (fewer.length > 0) {
      const verdict = outcome?.kind === 'completed' ? 'LOST_EFFECT' : 'TORN_STATE';
      return { verdict, detail: countDetail('fewer', fewer), changes };
    }
    if (changes.length > 0) return { verdict: 'TORN_STATE', detail: countDetail('different', changes), changes };
    if (drift.length > 0) return { verdict: 'RESULT_DRIFT', detail: driftDetail(args.result, result), changes: drift };
    const lost = this.lostReceipt(execution);
    if (lost !== undefined)
      return {
        verdict: 'RESULT_DRIFT',
        detail: `the first run returns ${lost}, which the repeat replaces`,
        changes: [],
      };
    if (
      outcome?.kind === 'failed' &&
      args.outcome?.kind === 'failed' &&
      outcome.failure.type !== args.outcome.failure.type
    )
      return {
        verdict: 'RESULT_DRIFT',
        detail: `the first time it fails with ${args.outcome.failure.type}, the repeat with ${outcome.failure.type}`,
        changes: [],
      };
    return undefined;
  }

  /** A generated id that stands in the state and that the first run has returned, where the repeat returns another one. */
  private lostReceipt({ attempts }: PlanEnd['execution']): string | undefined {
    const { receiptPlaces } = this;
    if (receiptPlaces.size === 0) return undefined;
    const [first, ...later] = attempts.flatMap(({ outcome }) =>
      outcome?.kind === 'completed' ? [resultTree(outcome)] : [],
    );
    const last = later.at(-1);
    if (last === undefined) return undefined;
    const receipts = (tree: Tree) =>
      tokensOf(tree, 'result', this.baseline.learned).flatMap(({ token, at }) =>
        receiptPlaces.has(at) ? [token] : [],
      );
    const known = new Set(receipts(last));
    return receipts(first).find((token) => !known.has(token));
  }

  private judgeBoth({ execution, other }: PlanEnd, state: Tree): Judgement | undefined {
    // The first call has ended before the other one began: whatever repeats it later must not undo that order.
    const { both, bothInRun } = this.baseline;
    const isInRun = other?.place.runId === execution.place.runId;
    const best = this.compareStates(isInRun ? bothInRun : both, state);
    if (best.length === 0) return this.judgeBothOutcomes(execution.outcome, other?.outcome);
    const more = best.filter(({ kind }) => kind === 'more');
    if (more.length > 0) return { verdict: 'DUPLICATE_EFFECT', detail: countDetail('more', more), changes: best };
    const stuck = this.judgeBothOutcomes(execution.outcome, other?.outcome);
    if (stuck !== undefined) return { ...stuck, changes: best };
    const fewer = best.filter(({ kind }) => kind === 'fewer');
    if (fewer.length > 0) return { verdict: 'LOST_EFFECT', detail: countDetail('fewer', fewer), changes: best };
    return { verdict: 'TORN_STATE', detail: countDetail('different', best), changes: best };
  }

  private judgeBothOutcomes(outcome: Outcome | undefined, other: Outcome | undefined): Judgement | undefined {
    if (this.baseline.args.outcome?.kind !== 'completed') return undefined;
    const failing = [outcome, other].find((each) => each !== undefined && each.kind !== 'completed');
    return failing === undefined
      ? undefined
      : { verdict: 'STUCK', detail: `every retry fails: ${outcomeText(failing)}`, changes: [] };
  }

  /** Whatever the distinct call did alone, it must have done beside the first call, too. */
  private judgeDistinct({ other }: PlanEnd, state: Tree): Judgement | undefined {
    const { before, args, distinct, learned } = this.baseline;
    if (distinct === undefined) return undefined;
    const difference = (expected: Tree, actual: Tree) =>
      diffTrees({ before: undefined, expected, actual }, 'state', learned);
    const [alone, byFirst, took] = [
      difference(before, distinct.state),
      difference(before, args.state),
      difference(args.state, state),
    ];
    // What the same pair leaves when it comes from two workflows must be there, too: the first call's part as well.
    const fewer = this.compareStates(this.baseline.both, state).filter(
      ({ kind, isEntry }) => kind === 'fewer' && isEntry,
    );
    const { outcome } = other ?? {};
    if (alone.length > 0 && took.length === 0 && !this.isPerformed(other)) {
      const how = outcome?.kind === 'completed' ? 'reports success' : outcomeText(outcome);
      return { verdict: 'SWALLOWED_EFFECT', detail: `the distinct call ${how}, but changes nothing`, changes: alone };
    }
    // One more row shows wherever it is made; a value that is there already does not.
    const hasRows = alone.some(({ isEntry, pattern }) => isEntry && pattern.endsWith('.[]'));
    if (!hasRows && alone.length > 0 && took.length === 0 && sameState(args.state, distinct.state, learned)) {
      this.isBlind = true;
      return undefined;
    }
    const missing = [
      ...missingEntries(alone, byFirst, took),
      ...missingValues(alone, byFirst, took, !this.isPerformed(other)),
      ...fewer,
    ];
    if (missing.length > 0) {
      const how = outcome?.kind === 'completed' ? 'reports success' : outcomeText(outcome);
      return {
        verdict: 'SWALLOWED_EFFECT',
        detail: `the distinct call ${how}, but ${listPlaces(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`,
        changes: missing,
      };
    }
    if (distinct.outcome?.kind === 'completed' && outcome?.kind !== 'completed')
      return {
        verdict: 'STUCK',
        detail: `the distinct call never succeeds after the first one: ${outcomeText(outcome)}`,
        changes: [],
      };
    const result = canonicalize({ result: resultTree(outcome) }, learned)['result']?.text;
    const [own, first] = [distinct.result, args.result].map(
      (tree) => canonicalize({ result: tree }, learned)['result']?.text,
    );
    const isFirst = result === first && result !== own && isSame(resultTree(outcome), args.result);
    return isFirst
      ? {
          verdict: 'RESULT_DRIFT',
          detail: 'the distinct call is answered with the result of the first one',
          changes: [],
        }
      : undefined;
  }

  /** Whether the distinct call has done what it does alone, under no key that the first call has used. */
  private isPerformed(other: PlanEnd['other']): boolean {
    const { args, distinct } = this.baseline;
    const passages = (attempts: PlanEnd['execution']['attempts'] = []) =>
      attempts.flatMap((attempt) => attempt.passages);
    const [mine, alone, first] = [other?.attempts, distinct?.execution.attempts, args.execution.attempts].map(passages);
    const labels = new Set(mine?.flatMap(({ effect, landed }) => (landed ? [effect.label] : [])));
    const keys = new Set(first?.flatMap(({ effect: { key } }) => (key === undefined ? [] : [key])));
    const isWhole = alone?.every(({ effect }) => labels.has(effect.label)) !== false;
    return isWhole && mine?.some(({ effect: { key } }) => key !== undefined && keys.has(key)) !== true;
  }

  private judgeRefused({ other }: PlanEnd, state: Tree): Judgement | undefined {
    const changes = this.compareStates(this.baseline.args.state, state);
    const { outcome } = other ?? {};
    const more = changes.filter(({ kind }) => kind === 'more');
    if (more.length > 0)
      return {
        verdict: 'DUPLICATE_EFFECT',
        detail: `the same key with other arguments takes effect again: ${countDetail('more', more)}`,
        changes,
      };
    if (changes.length > 0)
      return {
        verdict: 'TORN_STATE',
        detail: `the same key with other arguments is mixed with the first call: ${countDetail('different', changes)}`,
        changes,
      };
    return outcome?.kind === 'completed'
      ? {
          verdict: 'SWALLOWED_EFFECT',
          detail: 'the same key with other arguments reports success, but only the first call has taken effect',
          changes: [],
        }
      : undefined;
  }

  private judgeInterrupted(end: PlanEnd, state: Tree): Judgement | undefined {
    const { outcome } = end.execution;
    if (outcome?.kind === 'completed') return this.judgeOnce(end, state, true);
    const { before, args, facts, movedByLooks } = this.baseline;
    // A fake may move on when it is looked at: a job that is polled. That is not the activity's doing.
    const changes = this.compareStates(args.state, state).filter(({ path }) => !movedByLooks.has(path));
    const more = changes.filter(({ kind }) => kind === 'more');
    if (more.length > 0) return { verdict: 'DUPLICATE_EFFECT', detail: countDetail('more', more), changes };
    if (changes.length === 0 || this.compareStates(before, state).length === 0) return undefined;
    const isWholeItems = isEvenProgress(
      facts.steps.flatMap(({ isEffect, effect: { label } }) => (isEffect && !isLook(label) ? [label] : [])),
      doneLabels(end),
    );
    const isUndone = changes.every(({ kind }) => kind === 'fewer');
    if (isWholeItems && isUndone) return undefined;
    return {
      verdict: 'TORN_STATE',
      detail: `cancelled for good, it leaves a half-done state: ${countDetail('different', changes)}`,
      changes,
    };
  }

  /** What a clean run removes again and a crash leaves behind is no effect: harmless, or half-done. */
  private withoutLeftovers(changes: readonly Change[]): readonly Change[] {
    const { transients } = this.baseline;
    return changes.flatMap((change): Change[] => {
      if (!transients.isLeftBehind(change)) return [change];
      return transients.isHarmless(change) ? [] : [{ ...change, kind: 'different' }];
    });
  }

  private resultDiffers(result: Tree): boolean {
    const { args, learned } = this.baseline;
    const [one, other] = [args.result, result].map((tree) => canonicalize({ result: tree }, learned)['result']?.shape);
    return one !== other;
  }

  private compareStates(expected: Tree, actual: Tree): readonly Change[] {
    return this.compare({ state: expected, result: undefined }, { state: actual, result: undefined }).state;
  }

  private compare(expected: { state: Tree; result: Tree }, actual: { state: Tree; result: Tree }): Comparison {
    const { learned, before } = this.baseline;
    const key = expected.result === undefined && typeof expected.state === 'object' ? expected.state : expected;
    let known = this.canonical.get(key as unknown as Tree);
    if (known === undefined) {
      known = canonicalize({ state: expected.state, result: expected.result }, learned);
      this.canonical.set(key as unknown as Tree, known);
    }
    const found = canonicalize({ state: actual.state, result: actual.result }, learned);
    if (known['state']?.text === found['state']?.text && known['result']?.text === found['result']?.text) return SAME;
    const changes = diffTrees(combined(expected, actual, before), 'root', this.rooted).map(withoutRoot);
    return {
      state: this.withoutLeftovers(changes.filter(({ pattern }) => !isOfResult(pattern))),
      result: changes.filter(({ pattern }) => isOfResult(pattern)),
    };
  }
}

/** Another word in the place of the clean run's, as a status is: a value that is missing says nothing. */
function isTold({ kind, isEntry, expected, actual }: Change): boolean {
  const isWord = (tree: Tree) => (typeof tree === 'string' && tree !== '') || typeof tree === 'boolean';
  return kind === 'different' && !isEntry && isWord(expected) && isWord(actual);
}

function isOfResult(pattern: string): boolean {
  return pattern === 'result' || pattern.startsWith('result.');
}

function withoutRoot(change: Change): Change {
  return { ...change, pattern: change.pattern.replace(/^root\./, ''), path: change.path.replace(/^state\.?/, '') };
}

function isSame(one: Tree, other: Tree): boolean {
  return diffTrees({ before: undefined, expected: one, actual: other }, 'result', NOTHING_LEARNED).length === 0;
}

/** Entries that the call makes or removes when it comes alone and fewer of which it has made or removed now. */
function missingEntries(alone: readonly Change[], byFirst: readonly Change[], took: readonly Change[]): Change[] {
  const missing: Change[] = [];
  for (const isAdded of [true, false]) {
    const entries = (changes: readonly Change[]) =>
      changes.filter((change) => change.isEntry && (change.actual !== undefined) === isAdded);
    const counts = new Map<string, number>();
    for (const { pattern } of entries(took)) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
    for (const change of entries(alone)) {
      const left = counts.get(change.pattern) ?? 0;
      // An entry that both calls share is changed by the second one instead of made.
      const isChanged = took.some(
        ({ path }) => path === change.path || path.startsWith(`${change.path}.`) || path.startsWith(`${change.path}[`),
      );
      // An entry of a map that the first call has made, too, is there already: an account that is opened by the first use.
      const isThere =
        took.length > 0 &&
        change.pattern.endsWith('.{}') &&
        byFirst.some(({ path, isEntry, actual }) => isEntry && path === change.path && isSame(actual, change.actual));
      if (left === 0 && !isChanged && !isThere) missing.push(change);
      else counts.set(change.pattern, left - 1);
    }
  }
  return missing;
}

/** Two fields of one record: seats, slots, shelves. */
function isBeside(one: string, other: string): boolean {
  return one.slice(0, one.lastIndexOf('.')) === other.slice(0, other.lastIndexOf('.'));
}

function isSameWord(one: Tree, other: Tree): boolean {
  return typeof one === 'string' && one === other;
}

/**
 * Values that the call changes when it comes alone and has left alone now; fine where the first call has set the same, and
 * where it has changed the same of another entry: the next free one. A number that both move by the same amount looks as if the
 * first had set it for both; where the second has not done all that it does alone, it was swallowed (`isPartial`).
 */
function missingValues(
  alone: readonly Change[],
  byFirst: readonly Change[],
  took: readonly Change[],
  isPartial: boolean,
): Change[] {
  const values = (changes: readonly Change[]) => changes.filter(({ isEntry, isKey }) => !isEntry && isKey !== true);
  const isAlsoAlone = (path: string) => values(alone).some((change) => change.path === path);
  const elsewhere = values(took).filter(({ path }) => !isAlsoAlone(path));
  return values(alone).filter((change) => {
    if (values(took).some(({ path }) => path === change.path)) return false;
    const other = elsewhere.findIndex(
      ({ pattern, actual }) =>
        pattern === change.pattern || (isBeside(pattern, change.pattern) && isSameWord(actual, change.actual)),
    );
    if (other >= 0) {
      elsewhere.splice(other, 1);
      return false;
    }
    const first = byFirst.find(({ path, isEntry }) => !isEntry && path === change.path);
    const isMoved = typeof change.expected === 'number' && typeof change.actual === 'number';
    return (
      (isPartial && isMoved) ||
      first === undefined ||
      !isLeaf(first.actual) ||
      !isLeaf(change.actual) ||
      leafText(first.actual) !== leafText(change.actual)
    );
  });
}

function doneLabels({ execution }: PlanEnd): string[] {
  return execution.attempts.flatMap(({ passages }) =>
    passages.filter(({ landed }) => landed).map(({ effect }) => effect.label),
  );
}

/** Whether of every kind of effect the same share is done: whole items of a batch, none of them half. */
function isEvenProgress(all: readonly string[], done: readonly string[]): boolean {
  const count = (labels: readonly string[], label: string) => labels.filter((each) => each === label).length;
  const shares = [...new Set(all)].map((label) => count(done, label) / count(all, label));
  return new Set(shares.map((share) => share.toFixed(6))).size <= 1;
}

function countDetail(kind: 'more' | 'fewer' | 'different', changes: readonly Change[]): string {
  const words = {
    more: 'more than one clean run leaves',
    fewer: 'less than one clean run leaves',
    different: 'not what one clean run leaves',
  };
  return `${listPlaces(changes)}: ${words[kind]}`;
}

function listPlaces(changes: readonly Change[]): string {
  const places = [...new Set(changes.map(({ path }) => path || 'the state'))];
  const shown = places.slice(0, 3).join(', ');
  return places.length > 3 ? `${shown} and ${places.length - 3} more` : shown;
}

function driftDetail(first: Tree, repeat: Tree): string {
  if (repeat === undefined) return 'the first run returns a result, the repeat undefined';
  if (first === undefined) return 'the first run returns undefined, the repeat a result';
  return 'the repeat returns another result than the first run';
}

export function outcomeText(outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case undefined:
      return 'it never ends';
    case 'completed':
      return 'it completes';
    case 'timed-out':
      return `it times out, ${outcome.why}`;
    case 'cancelled':
      return 'it is cancelled';
    case 'failed':
      return `${outcome.failure.type}: ${outcome.failure.message}`;
  }
}
