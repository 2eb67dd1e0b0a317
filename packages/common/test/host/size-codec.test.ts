import { codeOf, type HandrailError } from '@handrail/errors';
import { type Payload, defaultPayloadConverter } from '@temporalio/common';
import { ExternalStorage } from '@temporalio/common/lib/converter/extstore';
import { beforeEach, describe, expect, it } from 'vitest';
import { type PayloadCall, payloadCall, resolvePolicy, setHost, withSizeLimit } from '../../src/host';

const policy = resolvePolicy({ payload: { warnAbove: '1 KiB', refuseAbove: '4 KiB' } });
let warnings: string[];

beforeEach(() => {
  warnings = [];
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
  setHost({ logger: { warn: (message: string) => void warnings.push(message) } as never });
});

const call = (value: unknown): PayloadCall => ({
  subject: 'The start of workflow "order"',
  where: 'order',
  slots: [{ path: ['args', 0], value }],
});

async function encode(value: unknown, converter = withSizeLimit(undefined, { policy })): Promise<unknown> {
  let payloads: Payload[] = [defaultPayloadConverter.toPayload(value)];
  await payloadCall.run(call(value), async () => {
    for (const codec of converter.payloadCodecs!) payloads = await codec.encode(payloads);
  });
  return payloads[0];
}

describe('a size limit', () => {
  it('lets small payloads pass as they are', async () => {
    expect(await encode({ a: 1 })).toEqual(defaultPayloadConverter.toPayload({ a: 1 }));
    expect(warnings).toEqual([]);
  });

  it('warns once a call site from warnAbove on, and refuses from refuseAbove on', async () => {
    await encode('x'.repeat(2_000));
    await encode('x'.repeat(3_000));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^\[HR3006\] The start of workflow "order" has a payload of 1\.99 KiB, more than 1 KiB: args\[0\] /,
    );
    const error: unknown = await encode('x'.repeat(5_000)).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe('HR3002');
    expect((error as HandrailError).message).toMatch(
      / over the limit of 4 KiB \(payload\.refuseAbove of the policy\): args\[0\] is a string of 5,000 characters/,
    );
  });

  it('never stops what may be a replay below the limit of servers', async () => {
    const codec = withSizeLimit(undefined, { policy, currentCall: () => ({ ...call(''), replayed: true }) })
      .payloadCodecs![0]!;
    const payload = defaultPayloadConverter.toPayload('x'.repeat(100_000));
    expect(await codec.encode([payload])).toEqual([payload]);
    expect(warnings[0]).toContain('[HR3006]');
  });

  it("comes after the user's codecs, once, and leaves the options that it is given as they are", () => {
    const own = { encode: async (payloads: Payload[]) => payloads, decode: async (payloads: Payload[]) => payloads };
    const given = Object.freeze({
      payloadCodecs: Object.freeze([own]) as never,
      payloadConverterPath: '/converter.js',
    });
    const once = withSizeLimit(given, { policy });
    const twice = withSizeLimit(once, { policy });
    expect(once.payloadConverterPath).toBe('/converter.js');
    for (const { payloadCodecs } of [once, twice]) {
      expect(payloadCodecs).toHaveLength(2);
      expect(payloadCodecs![0]).toEqual({ encode: expect.any(Function), decode: expect.any(Function) });
    }
  });

  it('does not count what external storage takes over', async () => {
    const driver = { name: 'd', type: 'test', store: async () => [], retrieve: async () => [] };
    const externalStorage = new ExternalStorage({ drivers: [driver as never], payloadSizeThreshold: 2_048 });
    const converter = withSizeLimit({ externalStorage }, { policy });
    await encode('x'.repeat(100_000), converter as never);
    expect(warnings).toEqual([]);
  });
});
