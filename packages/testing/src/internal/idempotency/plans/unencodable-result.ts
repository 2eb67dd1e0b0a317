import type { PlanKind } from '../plan';
import { PLACES } from '../place';

/** The effects have landed, then the worker could not encode the result: a retryable failure. */
export const unencodableResult: PlanKind = {
  name: 'unencodable-result',
  title: 'The worker cannot encode or send the result, and the activity is retried.',
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
