import { afterEffects, type NamedPoint } from '../facts';
import type { Plan, PlanKind } from '../plan';
import { PLACES } from '../place';
import { retriedAfterCrash } from './crash';

/** `temporal activity reset` sets the attempt back to 1, so 1 does not mean that nothing has run yet. */
export const attemptReset: PlanKind = {
  name: 'attempt-reset',
  production:
    'somebody resets the activity, and it counts from attempt 1 again: 1 does not mean that nothing has run before.',
  plans: (facts) => [completed, ...afterEffects(facts).map(crashed)],
};

const completed: Plan = {
  id: 'attempt-reset/completed',
  story: 'the activity ends, its completion is lost; it is reset and runs again as attempt 1',
  depth: 1,
  async run(run) {
    const execution = run.schedule('args', PLACES.home);
    await execution.conclude();
    await execution.conclude({ number: 1 });
    return { execution, expects: 'once', comparesResult: true };
  },
};

function crashed(point: NamedPoint): Plan {
  return retriedAfterCrash(
    point,
    {
      id: `attempt-reset/${point.id}`,
      story: `the worker dies ${point.text}; the activity is reset and runs again as attempt 1`,
    },
    ({ execution }) => execution.conclude({ number: 1 }),
  );
}
