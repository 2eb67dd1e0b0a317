import type { PlanKind } from '../plan';
import { PLACES } from '../place';

/** Completions are not forwarded between regions: what was done long ago is dispatched again. */
export const regionFailover: PlanKind = {
  name: 'region-failover',
  production:
    'after a failover to another region, activities that had ended there are handed out again, also after later ones have run.',
  plans: ({ calls }) =>
    calls.includes('distinct')
      ? [
          {
            id: 'region-failover',
            story: 'the activity ends, the distinct call of the same workflow too; a failover runs the first one again',
            depth: 1,
            async run(run) {
              const execution = run.schedule('args', PLACES.home);
              await execution.conclude();
              const other = run.schedule('distinct', PLACES.sameRun);
              await other.conclude();
              await execution.conclude({ number: 1 });
              return { execution, other, expects: 'both', comparesResult: false };
            },
          },
        ]
      : [],
};
