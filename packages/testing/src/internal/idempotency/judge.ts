// Compares how a plan has ended with what the clean runs have shown, and says what is wrong, if anything.
import type { Baseline } from './baseline';
import { BesideIds } from './compare/beside-ids';
import { tokensOf } from './compare/canonical';
import type { Change } from './compare/change';
import { breaksSum } from './compare/conserved';
import type { Tree } from './compare/tree';
import { Comparer } from './comparer';
import { countDetail, driftDetail, outcomeText } from './describe-judgement';
import { isWholeItems } from './even-progress';
import { hasCompensated } from './has-compensated';
import { BLIND, judgeDistinct } from './judge-distinct';
import type { Judgement } from './judgement';
import type { PlanEnd } from './plan';
import { resultTree } from './result-tree';

export class Judge {
  private readonly comparer: Comparer;
  /** Where a result holds a generated id that stands in the state. */
  private readonly receiptPlaces: ReadonlySet<string>;
  private readonly besideIds: BesideIds;
  /** The distinct call has changed nothing after the first one, and leaves the same alone: it may have taken effect or not. */
  isBlind = false;

  constructor(private readonly baseline: Baseline) {
    const { args, again, learned } = baseline;
    this.comparer = new Comparer(baseline);
    this.besideIds = new BesideIds(args, again, learned);
    const kept = new Set(tokensOf(args.state, 'state', learned).map(({ token }) => token));
    this.receiptPlaces = new Set(
      tokensOf(args.result, 'result', learned).flatMap(({ token, at }) => (kept.has(token) ? [at] : [])),
    );
  }

  /** Judges what comes next by itself, not by what was the same but for ids and times. */
  forget(): void {
    this.comparer.forget();
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
    const { state: changes, result: drift } = this.comparer.compare(args, { state, result });
    const more = changes.filter(({ kind }) => kind === 'more');
    if (more.length > 0) return { verdict: 'DUPLICATE_EFFECT', detail: countDetail('more', more), changes };
    // Nothing took place at the fault, and the workflow is told for good: it can decide what to do about what was done before.
    if (!isLandedFault && outcome?.kind === 'failed' && !outcome.failure.isRetryable) return undefined;
    if (args.outcome?.kind === 'completed' && outcome?.kind !== 'completed')
      return changes.length > 0 && hasCompensated(this.baseline.facts, execution)
        ? this.judgeCompensated(changes, state)
        : { verdict: 'STUCK', detail: `every retry fails: ${outcomeText(outcome)}`, changes };
    if (args.outcome?.kind === 'failed' && outcome?.kind === 'completed')
      return {
        verdict: 'RESULT_DRIFT',
        detail: `the first time it fails (${outcomeText(args.outcome)}), the repeat succeeds`,
        changes: drift,
      };
    const saysOther = this.besideIds.differ({ state, result });
    // An effect that was refused may be told to the workflow; it must not be passed off as success.
    const saysSo =
      !isLandedFault &&
      (outcome?.kind !== 'completed' || saysOther || this.comparer.resultDiffers(result) || changes.some(isTold));
    if (saysSo) return undefined;
    const fewer = changes.filter(({ kind }) => kind === 'fewer');
    if (fewer.length > 0) {
      const verdict = outcome?.kind === 'completed' ? 'LOST_EFFECT' : 'TORN_STATE';
      return { verdict, detail: countDetail('fewer', fewer), changes };
    }
    if (changes.length > 0) return { verdict: 'TORN_STATE', detail: countDetail('different', changes), changes };
    if (drift.length > 0 || saysOther)
      return { verdict: 'RESULT_DRIFT', detail: driftDetail(args.result, result), changes: drift };
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

  /** It has taken back what it had done and told the workflow so. Nothing may be left then: it will not come again. */
  private judgeCompensated(changes: readonly Change[], state: Tree): Judgement | undefined {
    if (this.comparer.compareStates(this.baseline.before, state).length === 0) return undefined;
    return {
      verdict: 'TORN_STATE',
      detail: `it takes back a part, fails for good and leaves the rest: ${countDetail('different', changes)}`,
      changes,
    };
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

  /** Results are not compared: a repetition after another call may tell what is so by now, as a call that comes late would. */
  private judgeBoth(end: PlanEnd, state: Tree): Judgement | undefined {
    const { execution, other } = end;
    // The first call has ended before the other one began: whatever repeats it later must not undo that order.
    const { both, bothInRun } = this.baseline;
    const isInRun = other?.place.runId === execution.place.runId;
    const changes = this.comparer.compareStates(isInRun ? bothInRun : both, state);
    const failure = this.judgeBothOutcomes(end, state);
    if (changes.length === 0) return failure;
    const of = { changes, isOfBoth: true };
    const more = changes.filter(({ kind }) => kind === 'more');
    if (more.length > 0) return { verdict: 'DUPLICATE_EFFECT', detail: countDetail('more', more, of), ...of };
    if (failure !== undefined) return failure.changes.length > 0 ? failure : { ...failure, ...of };
    const fewer = this.lostCall(changes, state) ? changes : changes.filter(({ kind }) => kind === 'fewer');
    if (fewer.length > 0) return { verdict: 'LOST_EFFECT', detail: countDetail('fewer', fewer, of), ...of };
    return { verdict: 'TORN_STATE', detail: countDetail('different', changes, of), ...of };
  }

  /** Whether the state is what one of the calls leaves alone, though the other one had to do with other places. */
  private lostCall(changes: readonly Change[], state: Tree): boolean {
    const { args, distinct, before } = this.baseline;
    return [args, distinct].some((kept) => {
      if (kept === undefined || this.comparer.compareStates(kept.state, state).length > 0) return false;
      const own = this.comparer.compareStates(before, kept.state);
      return changes.every(({ path }) => own.every((each) => !isAlong(path, each.path)));
    });
  }

  private judgeBothOutcomes(end: PlanEnd, state: Tree): Judgement | undefined {
    const { outcome } = end.execution;
    const { other } = end;
    if (this.baseline.args.outcome?.kind !== 'completed') return undefined;
    if (outcome !== undefined && outcome.kind !== 'completed')
      return { verdict: 'STUCK', detail: `every retry fails: ${outcomeText(outcome)}`, changes: [] };
    if (other?.outcome === undefined || other.outcome.kind === 'completed') return undefined;
    // Refused for good: whether its effect is there decides, as where it comes after the first call alone.
    return (
      this.judgeDistinct(end, state) ?? {
        verdict: 'STUCK',
        detail: `every try of the distinct call fails: ${outcomeText(other.outcome)}`,
        changes: [],
      }
    );
  }

  private judgeDistinct(end: PlanEnd, state: Tree): Judgement | undefined {
    const judgement = judgeDistinct(this.baseline, this.comparer, end, state);
    if (judgement !== BLIND) return judgement;
    this.isBlind = true;
    return undefined;
  }

  private judgeRefused({ other }: PlanEnd, state: Tree): Judgement | undefined {
    const changes = this.comparer.compareStates(this.baseline.args.state, state);
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
    const changes = this.comparer.compareStates(args.state, state).filter(({ path }) => !movedByLooks.has(path));
    const more = changes.filter(({ kind }) => kind === 'more');
    if (more.length > 0) return { verdict: 'DUPLICATE_EFFECT', detail: countDetail('more', more), changes };
    if (changes.length === 0 || this.comparer.compareStates(before, state).length === 0) return undefined;
    const isUndone = changes.every(({ kind }) => kind === 'fewer');
    const isWhole =
      isWholeItems(facts, end) && !breaksSum({ before, expected: args.state, actual: state }, this.baseline.learned);
    if (isUndone && isWhole) return undefined;
    return {
      verdict: 'TORN_STATE',
      detail: `cancelled for good, it leaves a half-done state: ${countDetail('different', changes)}`,
      changes,
    };
  }
}

/** The same place, or one within the other. */
function isAlong(one: string, other: string): boolean {
  // What a list holds has no place of its own.
  const [left, right] = [one, other].map((path) => path.replace(/\[[^\]]*\]$/, '')) as [string, string];
  const [above, below] = left.length < right.length ? [left, right] : [right, left];
  return below.startsWith(above) && /^($|[.[])/.test(below.slice(above.length));
}

/** Another word in the place of the clean run's, as a status is: a value that is missing says nothing. */
function isTold({ kind, isEntry, expected, actual }: Change): boolean {
  const isWord = (tree: Tree) => (typeof tree === 'string' && tree !== '') || typeof tree === 'boolean';
  return kind === 'different' && !isEntry && isWord(expected) && isWord(actual);
}
