import { defineError } from '../define-error';
import { type CodecFacts, ofSubject, payloads } from '../internal/codec-words';

export const HR3013 = defineError<CodecFacts & { readonly given: number; readonly seconds: number }>({
  code: 'HR3013',
  title: 'A payload codec does not answer',
  disposition: 'warn',
  head: ({ codec, method, subject, given, seconds }) =>
    `Payload codec ${codec} was given ${payloads(given)}${ofSubject(subject)} to ${method} ${seconds} seconds ago, and has not answered.`,
  why: ({ method }) =>
    method === 'encode'
      ? 'nothing is sent until it does: the call hangs, without an error and without a timeout.'
      : 'whoever waits for the value waits for the codec: the call hangs; a workflow or an activity does not begin, and times out.',
  fix: ({ method }) =>
    `let ${method} settle on each of its ways, and give what it waits for a limit, such as fetch(url, { signal: AbortSignal.timeout(2_000) }): a codec that throws is told of at once, and the task is tried again.`,
  example: {
    codec: 'EncryptionCodec (dataConverter.payloadCodecs[0])',
    method: 'encode',
    subject: 'The start of workflow "order"',
    given: 1,
    seconds: 3,
  },
});
