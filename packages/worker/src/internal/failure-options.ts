import { misspeltOptions, type OptionTable, readField } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import { asyncLocalStorage } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

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

const given = new WeakMap<object, object>();
const NOTING = Symbol.for('handrail.failure-options');

/**
 * Remembers what the failures of activities are made of. Nothing of what `create` drops is left on the failure, so the method is
 * wrapped: by a worker that is about to run activities, never by an import, and only while an activity runs does it note anything.
 */
export function noteFailureOptions(): void {
  const { create } = ApplicationFailure as { create: ((options: unknown) => object) & { [NOTING]?: true } };
  if (create[NOTING]) return;
  const noting = function create(this: unknown, ...args: [unknown]): unknown {
    // Whatever a test has put in its place may give.
    const failure: unknown = Reflect.apply(original, this, args);
    const [options] = args;
    // A class with fields of its own may pass them on, and read them itself.
    if (this === ApplicationFailure && failure instanceof Error && asyncLocalStorage.getStore() !== undefined)
      given.set(failure, Object(options) as object);
    return failure;
  };
  const original = create;
  (ApplicationFailure as { create: unknown }).create = Object.assign(noting, { [NOTING]: true });
}

const DEEPEST = 10;

/** What `create` has dropped of the failures in this chain of causes. */
export function droppedOptionsOf(error: unknown, subject: string): Problem[] {
  const found: Problem[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < DEEPEST && current instanceof Error; depth++) {
    const options = given.get(current);
    if (options !== undefined) found.push(...misspeltFailure(subject, options));
    current = readField(current, 'cause');
  }
  return found;
}
