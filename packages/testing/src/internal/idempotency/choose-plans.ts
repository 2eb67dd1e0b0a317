import type { Facts } from './facts';
import type { Plan } from './plan';
import { planKinds } from './plans';
import { sample, sampleIndexes } from './random';

/** Plans with two faults fill up to this many in all. */
const DEFAULT_PLANS = 200;
/** More plans than this are not tried unless the user says so: they would take minutes. */
const MAXIMUM_PLANS = 4_000;
const MAXIMUM_NAMED_PAIRS = 100_000;

/** The plans to try, the simplest first, and how many of those with one fault were left out. */
export interface Choice {
  readonly plans: readonly Plan[];
  readonly leftOut: number;
}

export function choosePlans(
  facts: Facts,
  options: { seed: number; plans?: readonly string[] | undefined; budget?: number | undefined },
): Choice {
  const { seed, budget } = options;
  const single = planKinds.flatMap((kind) => kind.plans(facts));
  if (options.plans !== undefined) {
    const isChosen = ({ id }: Plan) => options.plans?.some((each) => id === each || id.startsWith(`${each}/`)) === true;
    const chosen = [...single, ...pairsFor(options.plans, facts)].filter(isChosen);
    const few = sample(chosen, budget ?? MAXIMUM_PLANS, seed);
    return { plans: few, leftOut: chosen.length - few.length };
  }
  const tried = sample(single, budget ?? MAXIMUM_PLANS, seed);
  const room = Math.max((budget ?? DEFAULT_PLANS) - tried.length, budget === undefined ? 50 : 0);
  return { plans: [...tried, ...samplePairs(facts, room, seed)], leftOut: single.length - tried.length };
}

function samplePairs(facts: Facts, count: number, seed: number): Plan[] {
  const all = planKinds.flatMap((kind) => kind.pairs?.(facts) ?? []);
  const total = all.reduce((sum, pairs) => sum + pairs.count, 0);
  return sampleIndexes(total, Math.max(count, 0), seed).flatMap((index) => {
    let rest = index;
    for (const pairs of all) {
      if (rest < pairs.count) return [pairs.at(rest)];
      rest -= pairs.count;
    }
    return [];
  });
}

/** The pairs of the kinds that are named, so that one can be chosen by its id. */
function pairsFor(names: readonly string[], facts: Facts): Plan[] {
  const kinds = planKinds.filter(({ name }) => names.some((each) => each === name || each.startsWith(`${name}/`)));
  return kinds.flatMap((kind) =>
    (kind.pairs?.(facts) ?? []).flatMap((pairs) =>
      Array.from({ length: Math.min(pairs.count, MAXIMUM_NAMED_PAIRS) }, (_each, index) => pairs.at(index)),
    ),
  );
}
