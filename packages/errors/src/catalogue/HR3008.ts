import { defineError } from '../define-error';
import { type CodecFacts, ofSubject } from '../internal/codec-words';

export const HR3008 = defineError<
  CodecFacts & {
    readonly error: string;
    /** Of the payloads that it was given: `binary/encrypted`. */
    readonly encodings: readonly string[];
  }
>({
  code: 'HR3008',
  title: 'A payload codec fails',
  disposition: 'refuse',
  head: ({ codec, method, subject, error, encodings }) =>
    `Payload codec ${codec} could not ${method} a payload${ofSubject(subject)}${encodings.length === 0 ? '' : ` (encoding ${encodings.join(', ')})`}: ${error}`,
  why: ({ method }) =>
    method === 'encode'
      ? 'nothing was sent: a payload that is not encoded must not leave the process.'
      : 'the value cannot be read here. Where a worker fails of it, the task is tried again until it can be.',
  fix: ({ method }) =>
    method === 'encode'
      ? 'look at what the codec needs: its key, and the service that it asks for it.'
      : 'give this process the keys and the codecs that the payload was written with, in the same order; a codec that meets an encoding of another one has to leave it as it is.',
  example: {
    codec: 'EncryptionCodec (dataConverter.payloadCodecs[0])',
    method: 'decode',
    error: 'Unsupported state or unable to authenticate data',
    encodings: ['binary/encrypted'],
  },
});
