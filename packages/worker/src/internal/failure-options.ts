import { misspeltOptions, type OptionTable } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';

/** What an ApplicationFailure has, and what is written in its place. */
export const FAILURE_FIELDS = {
  names: ['message', 'type', 'nonRetryable', 'details', 'nextRetryDelay', 'cause', 'category'],
  meant: {
    retryable: 'nonRetryable',
    isRetryable: 'nonRetryable',
    retry: 'nonRetryable',
    retryDelay: 'nextRetryDelay',
    retryAfter: 'nextRetryDelay',
    delay: 'nextRetryDelay',
    msg: 'message',
    errorType: 'type',
    innerError: 'cause',
  },
} as const satisfies OptionTable;

const OPTIONS: OptionTable = {
  ...FAILURE_FIELDS,
  perhaps: { name: 'type', code: 'type', error: 'cause', data: 'details', payload: 'details', metadata: 'details' },
};

/** What of the options of `ApplicationFailure.create` was meant to be another: the SDK drops it. */
export function misspeltFailure(subject: string, options: object): Problem[] {
  return misspeltOptions(subject, options, OPTIONS);
}
