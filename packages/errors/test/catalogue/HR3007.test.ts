import { describe, expect, it } from 'vitest';
import { HR3007 } from '../../src';

const facts = {
  codec: 'EncryptionCodec (dataConverter.payloadCodecs[0])',
  method: 'encode',
  given: 2,
  returned: '1 payload',
  kind: 'count',
} as const;

it('names the codec, what it was given and what it returned', () => {
  const { message } = HR3007.error({ ...facts, subject: 'The start of workflow "order"' });
  expect(message).toBe(
    [
      '[HR3007] Payload codec EncryptionCodec (dataConverter.payloadCodecs[0]) was given 2 payloads of the start of workflow "order" to encode, and returned 1 payload.',
      '  Why:     what is sent would not be what was given: the SDK sends it without an error, and the receiver gets arguments that are empty, missing or cannot be read.',
      '  Fix:     return one payload for each one given, in their order, also for those that encode leaves as they are: payloads.map(…).',
      '  Docs:    https://handrail.dev/errors/HR3007        (offline: npx handrail explain HR3007)',
    ].join('\n'),
  );
});

it('says what it means for whoever reads', () => {
  const { message } = HR3007.error({ ...facts, method: 'decode', given: 1, returned: 'undefined', kind: 'nothing' });
  expect(message.split('\n').slice(0, 3)).toEqual([
    '[HR3007] Payload codec EncryptionCodec (dataConverter.payloadCodecs[0]) was given 1 payload to decode, and returned undefined.',
    '  Why:     whoever asked for the values would get others, or none, without an error.',
    '  Fix:     return the payloads at the end of decode, on each of its ways.',
  ]);
});

describe('the remedy fits', () => {
  it.each([
    ['promise', 'wait for all of them: return await Promise.all(payloads.map(async (payload) => …)).'],
    ['value', "return payloads: { metadata: { encoding: encode('binary/mine') }, data: … }."],
    ['data', 'give data as a Uint8Array: new Uint8Array(buffer) of an ArrayBuffer, encode(text) of a text.'],
    [
      'metadata',
      "give metadata as a plain object of bytes: { encoding: encode('binary/mine') }, with encode of @handrail/common/lib/encoding.",
    ],
  ] as const)('%s', (kind, fix) => {
    expect(HR3007.problem({ ...facts, kind }).fix).toBe(fix);
  });
});
