import { expect, it } from 'vitest';
import { HR3008 } from '../../src';

const codec = 'EncryptionCodec (dataConverter.payloadCodecs[0])';

it('names the codec and the encoding that it could not read', () => {
  const { message } = HR3008.error({
    codec,
    method: 'decode',
    error: 'Unsupported state or unable to authenticate data',
    encodings: ['binary/encrypted'],
  });
  expect(message).toBe(
    [
      '[HR3008] Payload codec EncryptionCodec (dataConverter.payloadCodecs[0]) could not decode a payload (encoding binary/encrypted): Unsupported state or unable to authenticate data',
      '  Why:     the value cannot be read here. Where a worker fails of it, the task is tried again until it can be.',
      '  Fix:     give this process the keys and the codecs that the payload was written with, in the same order; a codec that meets an encoding of another one has to leave it as it is.',
      '  Docs:    https://handrail.dev/errors/HR3008        (offline: npx handrail explain HR3008)',
    ].join('\n'),
  );
});

it('says whose values were not sent', () => {
  const subject = 'The start of workflow "order"';
  const { message } = HR3008.error({ codec, method: 'encode', error: 'no key', encodings: [], subject });
  expect(message.split('\n').slice(0, 3)).toEqual([
    '[HR3008] Payload codec EncryptionCodec (dataConverter.payloadCodecs[0]) could not encode a payload of the start of workflow "order": no key',
    '  Why:     nothing was sent: a payload that is not encoded must not leave the process.',
    '  Fix:     look at what the codec needs: its key, and the service that it asks for it.',
  ]);
});
