import { defineError } from '../define-error';
import { type CodecFacts, ofSubject, payloads } from '../internal/codec-words';

export const HR3007 = defineError<
  CodecFacts & {
    readonly given: number;
    /** In words: `1 payload`, `undefined`, `a promise as payload 0`. */
    readonly returned: string;
    readonly kind: 'count' | 'nothing' | 'promise' | 'value' | 'data' | 'metadata';
  }
>({
  code: 'HR3007',
  title: 'A payload codec gives back something else than payloads',
  disposition: 'refuse',
  head: ({ codec, method, subject, given, returned }) =>
    `Payload codec ${codec} was given ${payloads(given)}${ofSubject(subject)} to ${method}, and returned ${returned}.`,
  why: ({ method }) =>
    method === 'encode'
      ? 'what is sent would not be what was given: the SDK sends it without an error, and the receiver gets arguments that are empty, missing or cannot be read.'
      : 'whoever asked for the values would get others, or none, without an error.',
  fix: ({ kind, method }) => REMEDIES[kind](method),
  example: {
    codec: 'EncryptionCodec (dataConverter.payloadCodecs[0])',
    method: 'encode',
    subject: 'The start of workflow "order"',
    given: 2,
    returned: 'a promise as payload 0',
    kind: 'promise',
  },
});

const REMEDIES = {
  count: (method: string) =>
    `return one payload for each one given, in their order, also for those that ${method} leaves as they are: payloads.map(…).`,
  nothing: (method: string) => `return the payloads at the end of ${method}, on each of its ways.`,
  promise: () => 'wait for all of them: return await Promise.all(payloads.map(async (payload) => …)).',
  value: () => "return payloads: { metadata: { encoding: encode('binary/mine') }, data: … }.",
  data: () => 'give data as a Uint8Array: new Uint8Array(buffer) of an ArrayBuffer, encode(text) of a text.',
  metadata: () =>
    "give metadata as a plain object of bytes: { encoding: encode('binary/mine') }, with encode of @handrail/common/lib/encoding.",
};
