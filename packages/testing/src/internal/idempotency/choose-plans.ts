import type { Facts } from './facts';
import type { Plan } from './plan';
import { planKinds } from './plans';
import { sample } from './random';

/** Plans with two faults fill up to this many in all. */
const DEFAULT_PLANS = 200;
/** More plans than this are not tried unless the user says so: they would take minutes. */
const MAXIMUM_PLANS = 4_000;

/** The plans to try, the simplest first, and how many of those with one fault were left out. */
export interface Choice {
  readonly plans: readonly Plan[];
  readonly leftOut: number;
}

export function choosePlans(facts: Facts, options: { seed: number; plans?: readonly string[] | undefined; budget?: number | undefined }): Choice {
  const { seed, budget } = options;
  const all = planKinds.flatMap((kind) => kind.plans(facts));
  if (options.plans !== undefined) {
    const chosen = all.filter(({ id }) => options.plans?.some((each) => id === each || id.startsWith(`${each}/`)));
    const few = sample(chosen, budget ?? MAXIMUM_PLANS, seed);
    return { plans: few, leftOut: chosen.length - few.length };
  }
  const single = all.filter(({ depth }) => depth === 1);
  const pairs = all.filter(({ depth }) => depth > 1);
  const tried = sample(single, budget ?? MAXIMUM_PLANS, seed);
  const room = Math.max((budget ?? DEFAULT_PLANS) - tried.length, budget === undefined ? 50 : 0);
  return { plans: [...tried, ...sample(pairs, room, seed)], leftOut: single.length - tried.length };
}
