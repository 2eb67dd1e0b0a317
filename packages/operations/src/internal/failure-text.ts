import { type ErrorCode } from '@handrail/errors';
import type { FailureFacts } from '../facts';

const LONGEST = 300;

/** The failure that all others in the chain come from. */
export function rootFailure(failure: FailureFacts): FailureFacts {
  let current = failure;
  while (current.cause !== undefined) current = current.cause;
  return current;
}

/** The first line of what the innermost failure says, as the end of a sentence. */
export function failureText(failure: FailureFacts | undefined): string {
  if (failure === undefined) return 'no message';
  const { message, type, timeoutType } = rootFailure(failure);
  if (timeoutType !== undefined && message === '') return `a timeout (${timeoutType})`;
  const line = firstLine(message);
  return line === '' ? (type ?? 'no message') : line;
}

/** One line of what a program said, cut where it gets too long. */
export function firstLine(text: string): string {
  const line =
    text
      .trim()
      .split(/\r?\n/, 1)[0]
      ?.replaceAll(/\p{Cc}/gu, ' ')
      .trim() ?? '';
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** The code of a failure that Handrail raised, wherever in the chain it is. */
export function raisedCode(failure: FailureFacts | undefined): ErrorCode | undefined {
  for (let current = failure; current !== undefined; current = current.cause) {
    if (current.code !== undefined) return current.code as ErrorCode;
  }
  return undefined;
}

/** Whether a predicate holds anywhere in the chain. */
export function someFailure(failure: FailureFacts | undefined, test: (each: FailureFacts) => boolean): boolean {
  for (let current = failure; current !== undefined; current = current.cause) if (test(current)) return true;
  return false;
}

// What is written by a codec that the reader lacks, and what fails in one that it has.
const UNKNOWN_ENCODING = /\bUnknown encoding\b|\bdecrypt/i;
const IN_A_CODEC = /codec-helpers|PayloadCodec|\bdecode\w*\b/;

// The same code of the SDK writes payloads.
const NOT_CONVERTED = /^Unable to convert .* to payload/s;

/** Whether a value is none that can be written. */
export function isUnwritable(failure: FailureFacts | undefined): boolean {
  return someFailure(failure, ({ message }) => NOT_CONVERTED.test(message));
}

export const UNWRITABLE_REMEDY =
  'Let it return what JSON can hold, without a bigint, a function or a symbol, or give client and workers a payload converter for it, and deploy.';

/** Whether a payload could not be read because its codec, or the key for it, is missing. */
export function isUndecoded(failure: FailureFacts | undefined): boolean {
  return someFailure(
    failure,
    ({ message, stack = '' }) =>
      UNKNOWN_ENCODING.test(message) || (IN_A_CODEC.test(stack) && !NOT_CONVERTED.test(message)),
  );
}

export const CODEC_REMEDY =
  'Give the worker the payload codec and the keys that the payloads were written with, and restart it.';

/** Whether what it failed with can be read only with the codec of its worker. */
export function isEncoded(failure: FailureFacts | undefined): boolean {
  return failure !== undefined && rootFailure(failure).isEncoded === true;
}

export const ENCODED_REMEDY =
  'What it failed with is encoded by a payload codec: the Temporal UI and CLI show it with the address of a codec server (--codec-endpoint), the log of the worker without.';
