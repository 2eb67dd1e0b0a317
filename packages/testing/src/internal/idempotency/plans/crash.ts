import { afterEffects, beforeEffects, type Facts, type NamedPoint } from '../facts';
import { NOT_REACHED, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';

/** The worker dies at an effect; the server tries again. */
export const crash: PlanKind = {
  name: 'crash',
  title: 'The worker dies before or after an effect, and the activity is retried.',
  plans: (facts) => [...pointsOfCrash(facts).map((point) => plan(point))],
};

/** Before and after every effect, without the places between two effects that are the same. */
export function pointsOfCrash(facts: Facts): NamedPoint[] {
  const { steps } = facts;
  const before = beforeEffects(facts).filter(({ at }) => {
    const previous = steps[at - 1];
    return previous === undefined || !previous.isEffect || previous.heartbeats !== steps[at]?.heartbeats;
  });
  return [...before, ...afterEffects(facts)].sort(
    (one, other) => one.at - other.at || (one.side === 'before' ? -1 : 1),
  );
}

function plan(point: NamedPoint): Plan {
  return {
    id: `crash/${point.id}`,
    story: `the worker dies ${point.text}; the activity is retried`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen) return NOT_REACHED;
      await run.stage.kill(first);
      await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}
