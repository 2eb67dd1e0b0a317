import type { PlanKind } from '../plan';
import { PLACES } from '../place';

/** The effects have landed, then the worker could not encode the result: a retryable failure. */
export const unencodableResult: PlanKind = {
  name: 'unencodable-result',
  production:
    'the result is too large or cannot be turned into JSON. The worker reports a failure after all the work has been done, and the activity runs again.',
  plans: () => [
    {
      id: 'unencodable-result',
      story: 'the activity ends, its result cannot be sent; it is retried',
      depth: 1,
      async run(run) {
        const execution = run.schedule('args', PLACES.home);
        await execution.conclude();
        await execution.conclude();
        return { execution, expects: 'once', comparesResult: true };
      },
    },
  ],
};
