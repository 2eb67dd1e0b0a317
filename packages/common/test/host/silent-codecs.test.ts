// HR3013: a codec that does not answer is told of while somebody waits for it.
import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { payloadCall, resolvePolicy, setHost, withSizeLimit } from '../../src/host';

const log: string[] = [];
const policy = resolvePolicy();
const given = [defaultPayloadConverter.toPayload(1)] as Payload[];
const call = { subject: 'The start of workflow "order"', where: 'order', slots: [] };

beforeEach(() => {
  vi.useFakeTimers();
  log.length = 0;
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
  setHost({ logger: { warn: (message: string) => log.push(message) } as never });
});

afterEach(() => {
  vi.useRealTimers();
  setHost({});
});

function checked(codec: PayloadCodec): PayloadCodec {
  return withSizeLimit({ payloadCodecs: [codec] }, { policy }).payloadCodecs![0]!;
}

class Encryption implements PayloadCodec {
  constructor(readonly answer: () => Promise<Payload[]>) {}
  encode = async () => await this.answer();
  decode = async (payloads: Payload[]) => payloads;
}

it('is told once, with the call that waits for it, and waited for as before', async () => {
  let answer = (_: Payload[]): void => undefined;
  const codec = checked(new Encryption(() => new Promise((resolve) => (answer = resolve))));
  const encoding = payloadCall.run(call, async () => await codec.encode(given));
  await vi.advanceTimersByTimeAsync(2_999);
  expect(log).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toHaveLength(1);
  expect(log[0]).toContain(
    '[HR3013] Payload codec Encryption (dataConverter.payloadCodecs[0]) was given 1 payload of the start of workflow "order" to encode 3 seconds ago, and has not answered.',
  );
  answer(given);
  expect(await encoding).toEqual(given);
});

it('is not told of one that answers in time, or fails', async () => {
  const codec = checked(new Encryption(async () => given));
  expect(await codec.encode(given)).toEqual(given);
  const failing = checked(new Encryption(() => Promise.reject(new Error('no key'))));
  await expect(failing.encode(given)).rejects.toThrow('no key');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log.filter((line) => line.includes('HR3013'))).toEqual([]);
});
