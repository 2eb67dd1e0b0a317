import type { PlanKind } from '../plan';
import { PLACES } from '../place';

/** The same key with other arguments is somebody's mistake; answering it with the old receipt would hide it. */
export const conflictingArguments: PlanKind = {
  name: 'conflicting-arguments',
  production: 'a mistake elsewhere sends another amount or another order under a key that was used before.',
  plans: ({ calls }) =>
    calls.includes('conflicting')
      ? [
          {
            id: 'conflicting-arguments',
            story: 'the activity ends; then the conflicting call comes, with the same key and other arguments',
            depth: 1,
            async run(run) {
              const execution = run.schedule('args', PLACES.home);
              await execution.conclude();
              const other = run.schedule('conflicting', PLACES.otherWorkflow);
              await run.stage.advance(1_000);
              await other.attempt();
              return { execution, other, expects: 'refused', comparesResult: false };
            },
          },
        ]
      : [],
};
