import type { Outcome } from './attempt-plan';
import type { Baseline } from './baseline';
import type { Comparer } from './comparer';
import { canonicalize } from './compare/canonical';
import type { Change } from './compare/change';
import { countEntries } from './compare/count-entries';
import { diffTrees } from './compare/diff';
import { byEntries } from './compare/grown';
import { sameState } from './compare/same-state';
import type { Learned } from './compare/learned';
import { isLeaf, type Tree } from './compare/tree';
import { listPlaces, outcomeText } from './describe-judgement';
import type { Judgement } from './judgement';
import { isSame, missingEntries, missingValues } from './missing-changes';
import type { PlanEnd } from './plan';
import { resultTree } from './result-tree';

/** Both calls leave the same, and nothing shows whether the second one has taken effect. */
export const BLIND = Symbol('blind');

/** Whatever the distinct call did alone, it must have done beside the first call, too. */
export function judgeDistinct(
  baseline: Baseline,
  comparer: Comparer,
  { other }: PlanEnd,
  state: Tree,
): Judgement | typeof BLIND | undefined {
  const { args, distinct, learned } = baseline;
  if (distinct === undefined) return undefined;
  const { alone, byFirst, hasRows } = movesOf(baseline, distinct.state);
  const took = tookOf(baseline, state);
  // What the same pair leaves when it comes from two workflows must be there, too: the first call's part as well.
  const fewer = comparer.compareStates(baseline.both, state).filter(({ kind, isEntry }) => kind === 'fewer' && isEntry);
  const { outcome } = other ?? {};
  if (alone.length > 0 && took.length === 0 && !isPerformed(baseline, other)) {
    return {
      verdict: 'SWALLOWED_EFFECT',
      detail: `the distinct call ${howItEnds(outcome)} changes nothing`,
      changes: alone.map(asMissing),
    };
  }
  if (!hasRows && alone.length > 0 && took.length === 0 && sameState(args.state, distinct.state, learned)) {
    return BLIND;
  }
  // It may stand in the place of the first call's: the last event, the last ten keys.
  const hasBeenPut = ({ actual, pattern }: Change) => {
    const [now, before] = [state, args.state].map((tree) => countEntries(tree, actual, pattern, 'state', learned));
    return (now ?? 0) > (before ?? 0);
  };
  const missing = [
    ...missingEntries(alone, byFirst, took, hasBeenPut).map(asMissing),
    ...missingValues(alone, byFirst, took, !isPerformed(baseline, other)).map(asMissing),
    ...fewer,
  ];
  if (missing.length > 0) {
    return {
      verdict: 'SWALLOWED_EFFECT',
      detail: `the distinct call ${howItEnds(outcome)} ${listPlaces(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`,
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

interface Moves {
  /** One more row shows wherever it is made; a value that is there already does not. */
  readonly hasRows: boolean;
  readonly alone: readonly Change[];
  readonly byFirst: readonly Change[];
}

const taken = new WeakMap<object, WeakMap<Baseline, readonly Change[]>>();

/** What has changed since the first call. Many plans end in the very same state. */
function tookOf(baseline: Baseline, state: Tree): readonly Change[] {
  const { args, learned } = baseline;
  if (isLeaf(state)) return difference(args.state, state, learned);
  const known = taken.get(state) ?? new WeakMap<Baseline, readonly Change[]>();
  taken.set(state, known);
  const took = known.get(baseline) ?? difference(args.state, state, learned);
  known.set(baseline, took);
  return took;
}

const moves = new WeakMap<Baseline, Moves>();

/** What each of the calls changes when it comes alone. */
function movesOf(baseline: Baseline, distinct: Tree): Moves {
  const known = moves.get(baseline);
  if (known !== undefined) return known;
  const { before, args, learned } = baseline;
  const made = {
    hasRows: diffTrees({ before: undefined, expected: before, actual: distinct }, 'state', learned).some(
      ({ isEntry, pattern }) => isEntry && pattern.endsWith('.[]'),
    ),
    alone: difference(before, distinct, learned),
    byFirst: difference(before, args.state, learned),
  };
  moves.set(baseline, made);
  return made;
}

function difference(expected: Tree, actual: Tree, learned: Learned): readonly Change[] {
  return diffTrees({ before: undefined, expected, actual }, 'state', learned).flatMap((each) =>
    byEntries(each, learned),
  );
}

/** What the call does when it comes alone, seen from where it has not done it. */
function asMissing(change: Change): Change {
  const { expected: before, actual: expected } = change;
  return { ...change, kind: 'fewer', before, expected, actual: before };
}

function howItEnds(outcome: Outcome | undefined): string {
  return outcome?.kind === 'completed'
    ? 'reports success, but'
    : `does not succeed (${outcomeText(outcome).replace(/^it /, '')}), and`;
}

/** Whether the distinct call has done what it does alone, under no key that the first call has used. */
function isPerformed({ args, distinct }: Baseline, other: PlanEnd['other']): boolean {
  const passages = (attempts: PlanEnd['execution']['attempts'] = []) => attempts.flatMap((attempt) => attempt.passages);
  const [mine, alone, first] = [other?.attempts, distinct?.execution.attempts, args.execution.attempts].map(passages);
  const labels = new Set(mine?.flatMap(({ effect, landed }) => (landed ? [effect.label] : [])));
  const keys = new Set(first?.flatMap(({ effect: { key } }) => (key === undefined ? [] : [key])));
  const isWhole = alone?.every(({ effect }) => labels.has(effect.label)) !== false;
  return isWhole && mine?.some(({ effect: { key } }) => key !== undefined && keys.has(key)) !== true;
}
