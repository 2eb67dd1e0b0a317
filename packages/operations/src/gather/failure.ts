import { codeOf } from '@handrail/errors';
import type { FailureFacts } from '../facts';
import { retryStateOf, timeoutTypeOf } from './enums';
import { plainPayload } from './payload';
import { toText } from './wire';
import type { WireFailure } from './wire-types';

const DEEPEST = 20;
const LONGEST_STACK = 4_000;

/** A failure without its payloads, down to the innermost cause. */
export function readFailure(failure: WireFailure | null | undefined, depth = 0): FailureFacts | undefined {
  if (failure === null || failure === undefined || depth > DEEPEST) return undefined;
  const { applicationFailureInfo: application, activityFailureInfo: activity } = failure;
  const { childWorkflowExecutionFailureInfo: child, timeoutFailureInfo: timeout, serverFailureInfo: server } = failure;
  const { nexusOperationExecutionFailureInfo: nexus } = failure;
  // A failure converter may have moved message and stack into a payload.
  const encoded = asRecord(plainPayload(failure.encodedAttributes));
  const message = typeof encoded?.['message'] === 'string' ? encoded['message'] : (failure.message ?? '');
  const stack = typeof encoded?.['stack_trace'] === 'string' ? encoded['stack_trace'] : toText(failure.stackTrace);
  const type = toText(application?.type);
  const details = application?.details?.payloads?.map(plainPayload);
  return {
    message,
    stack: stack?.slice(0, LONGEST_STACK),
    type,
    timeoutType: timeoutTypeOf(timeout?.timeoutType),
    isNonRetryable: application?.nonRetryable ?? undefined,
    isEncoded: failure.encodedAttributes != null && encoded === undefined ? true : undefined,
    isServerFailure: server == null ? undefined : true,
    code: codeOf({ message, type, details }),
    activity:
      activity == null
        ? undefined
        : {
            type: activity.activityType?.name ?? 'unknown',
            id: activity.activityId ?? 'unknown',
            retryState: retryStateOf(activity.retryState),
          },
    child:
      child == null
        ? undefined
        : {
            workflowId: child.workflowExecution?.workflowId ?? 'unknown',
            workflowType: child.workflowType?.name ?? 'unknown',
          },
    nexusOperation:
      nexus == null
        ? undefined
        : { endpoint: nexus.endpoint ?? '', service: nexus.service ?? '', operation: nexus.operation ?? '' },
    cause: readFailure(failure.cause, depth + 1),
  };
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
