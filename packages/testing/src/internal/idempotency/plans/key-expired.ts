import { afterEffects, beforeEffects, type NamedPoint } from '../facts';
import type { Plan, PlanKind } from '../plan';
import { PLACES } from '../place';
import { retriedAfterCrash } from './crash';

/** Longer than providers commonly remember a key (Stripe: a day), well within what retries may last. */
const DAYS = 3;

/** Retries have no end by default; a provider's memory has. */
export const keyExpired: PlanKind = {
  name: 'key-expired',
  production:
    'the receiver is down for a weekend, or the workers are: retries have no end by default, and the memory of a receiver has (for payment providers it is often a day).',
  plans: (facts) =>
    facts.isVirtual
      ? [
          completed,
          // Nothing has taken place yet, and so late it may be right to say so.
          ...beforeEffects(facts)
            .slice(0, 1)
            .map((point) => ({ ...crashed(point), isLanded: false })),
          ...afterEffects(facts).map(crashed),
        ]
      : [],
};

const completed: Plan = {
  id: 'key-expired/completed',
  story: `the activity ends, its completion is lost; it is retried ${DAYS} days later`,
  depth: 1,
  async run(run) {
    const execution = run.schedule('args', PLACES.home);
    await execution.conclude();
    await run.passDays(DAYS);
    await execution.conclude();
    return { execution, expects: 'once', comparesResult: true };
  },
};

function crashed(point: NamedPoint): Plan {
  return retriedAfterCrash(
    point,
    {
      id: `key-expired/${point.id}`,
      story: `the worker dies ${point.text}; the activity is retried ${DAYS} days later`,
    },
    async ({ run, execution }) => {
      await run.passDays(DAYS);
      await execution.conclude();
    },
  );
}
