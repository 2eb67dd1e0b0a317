import type { Payload } from '@temporalio/common';

const ofFailures = new WeakSet<object>();

/** The parts of the SDK's failure that hold payloads. */
interface FailurePayloads {
  readonly encodedAttributes?: unknown;
  readonly cause?: FailurePayloads | null;
  readonly applicationFailureInfo?: { readonly details?: { readonly payloads?: unknown } | null } | null;
}

const LONGEST_CHAIN = 50;

/**
 * Marks the payloads of a failure that is about to be encoded: a codec that fails on them must not, for a worker dies of a
 * failure that it cannot send. They are left out of it then; its message and type are sent.
 */
export function noteFailurePayloads(failure: FailurePayloads): void {
  let current: FailurePayloads | null | undefined = failure;
  for (let depth = 0; current != null && depth < LONGEST_CHAIN; depth++) {
    const { encodedAttributes, applicationFailureInfo } = current;
    for (const each of [encodedAttributes, applicationFailureInfo?.details?.payloads])
      if (typeof each === 'object' && each !== null) ofFailures.add(each);
    current = current.cause;
  }
}

/** Whether these are payloads of a failure. */
export function isOfFailure(payloads: readonly Payload[]): boolean {
  return ofFailures.has(payloads) || (payloads.length === 1 && ofFailures.has(Object(payloads[0]) as object));
}

/** Marks what a codec has made of payloads of a failure, for the codec after it. */
export function noteEncodedOfFailure(payloads: readonly Payload[]): void {
  ofFailures.add(payloads);
}
