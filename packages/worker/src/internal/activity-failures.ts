import { toApplicationFailure } from '@handrail/common/guards';
import { HandrailError } from '@handrail/errors';
import type { ActivityInterceptors } from '@temporalio/worker';

/** An activity whose client refuses a call fails with the code of the refusal, not with the name of our class. */
export function activityFailures(): ActivityInterceptors {
  return {
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          throw HandrailError.isInstance(error) ? toApplicationFailure(error) : error;
        }
      },
    },
  };
}
