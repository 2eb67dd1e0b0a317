import { CompleteAsyncError } from '@temporalio/activity';
import type { EffectivePolicy } from '@handrail/common';
import { toApplicationFailure } from '@handrail/common/guards';
import { createGuardHost, explainActivityError, type GuardHost, readField } from '@handrail/common/host';
import { type ErrorContext, HandrailError, HR3014 } from '@handrail/errors';
import type { ActivityInterceptorsFactory, WorkerOptions } from '@temporalio/worker';
import { inspectThrownFailure } from './thrown-failures';

/**
 * An activity whose client refuses a call fails with the code of the refusal, not with the name of our class; of what it throws
 * itself is told what the SDK drops, or what it was meant to be.
 */
export function activityFailures(
  { activities, dataConverter }: Pick<WorkerOptions, 'activities' | 'dataConverter'>,
  policy: EffectivePolicy,
): ActivityInterceptorsFactory {
  const host = createGuardHost({ policy });
  const ownConverter = readField(dataConverter, 'failureConverterPath') != null;
  return ({ info: { activityType, attempt, retryPolicy, workflowExecution, namespace }, cancellationSignal }) => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          if (error instanceof CompleteAsyncError) throw error;
          if (HandrailError.isInstance(error)) throw toApplicationFailure(error);
          const inspect = { namespace: namespace ?? 'default', ...workflowExecution };
          const context = { links: policy.links, inspect };
          const finalTypes = retryPolicy?.nonRetryableErrorTypes;
          inspectThrownFailure(error, { activityType, attempt, finalTypes, ownConverter, context }, host);
          tellLongMessage(error, activityType, context, host);
          throw explainActivityError(error, {
            subject: `Activity "${activityType}"`,
            activityType,
            activity: activityOf(activities, activityType),
            isStopped: cancellationSignal.aborted,
            context,
          });
        }
      },
    },
  });
}

/** The function that a worker calls for this type. */
function activityOf(activities: object | undefined, activityType: string): unknown {
  return readField(activities, activityType) ?? readField(activities, 'default');
}

/** What is longer the server replaces by the beginning of it, in what it shows of an activity that is tried again. */
const LONG_MESSAGE = 10_000;

function tellLongMessage(error: unknown, activityType: string, context: ErrorContext, host: GuardHost): void {
  const message = typeof error === 'string' ? error : readField(error, 'message');
  if (typeof message !== 'string' || message.length <= LONG_MESSAGE) return;
  const problem = HR3014.problem({ subject: `Activity "${activityType}"`, characters: message.length });
  host.judge(problem, activityType, context);
}
