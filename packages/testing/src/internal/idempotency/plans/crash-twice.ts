import type { NamedPoint } from '../facts';
import { NOT_REACHED, pairsOf, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';
import { pointsOfCrash } from './crash';

/** Recovery code has its own places to die. */
export const crashTwice: PlanKind = {
  name: 'crash-twice',
  production:
    'workers die for the same reason one after the other: what is written to repair a half-done run must bear being cut off itself.',
  plans: () => [],
  pairs: (facts) => [pairsOf(pointsOfCrash(facts), plan)],
};

function plan(one: NamedPoint, two: NamedPoint): Plan {
  return {
    id: `crash-twice/${one.id}/${two.id}`,
    story: `the worker dies ${one.text}; the next one dies ${two.text}; the activity is retried again`,
    depth: 2,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      for (const point of [one, two]) {
        const attempt = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
        if (!attempt.isFrozen) return NOT_REACHED;
        await run.stage.kill(attempt);
        await run.stage.advance(1_000);
      }
      await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}
