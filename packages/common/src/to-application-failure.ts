import type { HandrailError } from '@handrail/errors/sandbox';
import { ApplicationFailure } from '@temporalio/common/lib/failure';

/**
 * A HandrailError as it crosses the wire: the SDK carries an error's class nowhere, so the code is the failure's type, on
 * which retry policies can match, and its first detail. `codeOf` finds it anywhere in a chain of causes.
 *
 * In workflow code a thrown `ApplicationFailure` fails the execution; any other error fails the workflow task, which is
 * retried until a fix is deployed.
 *
 * @param options.nonRetryable whether a retry is sure to fail as well, or would repeat an effect. By default it is not: once
 * a fix is deployed, the next attempt succeeds.
 */
export function toApplicationFailure(
  error: HandrailError,
  { nonRetryable = false }: { readonly nonRetryable?: boolean } = {},
): ApplicationFailure {
  const { code, message, cause, stack } = error;
  const failure = ApplicationFailure.create({
    message,
    type: code,
    nonRetryable,
    details: [code],
    cause: cause as Error,
  });
  if (stack !== undefined) failure.stack = stack;
  return failure;
}
