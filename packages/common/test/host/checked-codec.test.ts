import { codeOf, HandrailError } from '@handrail/errors';
import { ApplicationFailure, defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { encode as bytes } from '@temporalio/common/lib/encoding';
import * as fc from 'fast-check';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  noteFailurePayloads,
  payloadCall,
  resolvePolicy,
  setHost,
  withCheckedCodecs,
  withSizeLimit,
} from '../../src/host';

const policy = resolvePolicy();
const toPayload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const identity = async (payloads: Payload[]) => payloads;

class MyCodec {
  constructor(
    readonly encode: PayloadCodec['encode'],
    readonly decode: PayloadCodec['decode'] = identity,
  ) {}
}

type Answer = (payloads: Payload[]) => unknown;

const codecOf = (encode: Answer, decode: Answer = identity) => new MyCodec(encode as never, decode as never);

async function through(method: 'encode' | 'decode', codec: PayloadCodec, payloads: Payload[]): Promise<unknown> {
  const { payloadCodecs } = withSizeLimit({ payloadCodecs: [codec] }, { policy });
  const call = {
    subject: 'The start of workflow "order"',
    where: 'order',
    slots: payloads.map((_, index) => ({ path: ['args', index], value: index })),
  };
  return await payloadCall.run(call, async () => await payloadCodecs![0]![method](payloads));
}

async function refused(method: 'encode' | 'decode', codec: PayloadCodec, values: unknown[] = [1, 2]): Promise<Error> {
  const error: unknown = await through(method, codec, values.map(toPayload)).then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  return error as Error;
}

const head = ({ message }: Error) => message.split('\n', 1)[0];
const each = (change: (payload: Payload) => unknown) => (payloads: Payload[]) => payloads.map(change);

describe('a codec that gives back something else than payloads is refused', () => {
  it.each<[string, Answer]>([
    ['1', ([first]) => [first]],
    ['none', () => []],
    ['3', (payloads) => [...payloads, payloads[0]]],
    ['undefined', () => undefined],
    ['null', () => null],
    ['a single payload', ([first]) => first],
    ['a string', () => 'encoded'],
    ['a Uint8Array', () => new Uint8Array(3)],
    ['a Map', () => new Map()],
    ['a promise as payload 0', each(async (payload) => payload)],
    ['undefined as payload 0', each(() => undefined)],
    ['undefined as payload 1', ([first]) => [first, undefined]],
    ['a Uint8Array as payload 0', each(({ data }) => data)],
    ['an ArrayBuffer as payload 0', each(() => new ArrayBuffer(3))],
    ['a string as payload 0', each(() => 'secret')],
    ['an array as payload 0', each((payload) => [payload])],
    ['an object without data and metadata as payload 0', each((payload) => ({ payload }))],
    [
      'a payload whose data is an ArrayBuffer as payload 0',
      each((payload) => ({ ...payload, data: new ArrayBuffer(2) })),
    ],
    ['a payload whose data is a promise as payload 0', each((payload) => ({ ...payload, data: identity([]) }))],
    ['a payload whose data is a string as payload 0', each((payload) => ({ ...payload, data: '{"plain":1}' }))],
    [
      'a payload whose data is a Uint16Array as payload 0',
      each((payload) => ({ ...payload, data: new Uint16Array(1) })),
    ],
    [
      'a payload whose metadata.encoding is a string as payload 0',
      each((payload) => ({ ...payload, metadata: { encoding: 'binary/encrypted' } })),
    ],
    ['a payload whose metadata is a Map as payload 0', each((payload) => ({ ...payload, metadata: new Map() }))],
    ['a payload whose metadata is a string as payload 0', each((payload) => ({ ...payload, metadata: 'json' }))],
  ])('%s', async (returned, answer) => {
    const error = await refused('encode', codecOf(answer));
    expect(codeOf(error)).toBe('HR3007');
    expect(head(error)).toBe(
      `[HR3007] Payload codec MyCodec (dataConverter.payloadCodecs[0]) was given 2 payloads of the start of workflow "order" to encode, and returned ${returned}.`,
    );
    expect(error.message).not.toContain('secret');
    const decoding = await refused('decode', codecOf(identity, answer));
    expect(head(decoding)).toContain(` to decode, and returned ${returned}.`);
  });

  it('under the name that it has', async () => {
    const plain = { encode: async () => [], decode: identity };
    expect(head(await refused('encode', plain))).toContain('Payload codec dataConverter.payloadCodecs[0] was given 2 ');
  });
});

describe('a codec that does what it should is left in peace', () => {
  const zipped: PayloadCodec = {
    encode: async (payloads) =>
      payloads.map(({ data }) => ({ metadata: { encoding: bytes('binary/zlib') }, data: deflateSync(data!) })),
    decode: async (payloads) =>
      payloads.map(({ data }) => ({ metadata: { encoding: bytes('json/plain') }, data: inflateSync(data!) })),
  };
  // Several payloads in one, as a codec that compresses a call as a whole makes them.
  const packed: PayloadCodec = {
    encode: async (payloads) => [
      {
        metadata: { encoding: bytes('binary/packed') },
        data: Buffer.from(JSON.stringify(payloads.map(({ data }) => Buffer.from(data ?? []).toString('base64')))),
      },
    ],
    decode: async ([first]) =>
      (JSON.parse(Buffer.from(first!.data!).toString()) as string[]).map((data) => ({
        metadata: { encoding: bytes('json/plain') },
        data: Buffer.from(data, 'base64'),
      })),
  };

  it.each<[string, PayloadCodec]>([
    ['that compresses', zipped],
    ['that joins payloads', packed],
    [
      'that answers synchronously',
      codecOf(
        (payloads) => payloads,
        (payloads) => payloads,
      ),
    ],
    [
      'that answers as a codec server does, in base64',
      codecOf(
        each(({ metadata, data }) => ({
          metadata: Object.fromEntries(
            Object.entries(metadata!).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
          ),
          data: Buffer.from(data!).toString('base64'),
        })),
        each(({ metadata, data }) => ({
          metadata: Object.fromEntries(
            Object.entries(metadata!).map(([key, value]) => [key, Buffer.from(String(value), 'base64')]),
          ),
          data: Buffer.from(String(data), 'base64'),
        })),
      ),
    ],
  ])('%s', async (_, codec) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 5 }), async (values) => {
        const encoded = (await through('encode', codec, values.map(toPayload))) as Payload[];
        const decoded = (await through('decode', codec, encoded)) as Payload[];
        expect(decoded.map((payload) => Buffer.from(payload.data!).toString())).toEqual(
          values.map((value) => JSON.stringify(value)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('also with payloads that have no data, or none of the fields', async () => {
    const payloads: Payload[] = [{}, { metadata: { encoding: bytes('binary/null') } }, { data: null, metadata: null }];
    expect(await through('encode', codecOf(identity), payloads)).toEqual(payloads);
  });

  it('and stays what it is to whoever has it: its class, its private fields, its other methods', async () => {
    class Private implements PayloadCodec {
      #key = 'k1';
      rotate(): string {
        return (this.#key = 'k2');
      }
      get key(): string {
        return this.#key;
      }
      async encode(payloads: Payload[]): Promise<Payload[]> {
        return this.#key === '' ? [] : payloads;
      }
      async decode(payloads: Payload[]): Promise<Payload[]> {
        return this.#key === '' ? [] : payloads;
      }
    }
    const [codec] = withCheckedCodecs({ payloadCodecs: [new Private()] }, { policy }).payloadCodecs as Private[];
    expect(codec).toBeInstanceOf(Private);
    expect(codec!.rotate()).toBe('k2');
    expect(codec!.key).toBe('k2');
    expect(await codec!.encode([toPayload(1)])).toEqual([toPayload(1)]);
  });
});

describe('a codec that throws', () => {
  class KeyError extends Error {}

  it('says which it was and what it was to do, in an error of the same class', async () => {
    const error = await refused(
      'decode',
      codecOf(identity, () => {
        throw new KeyError('no such key');
      }),
      [1],
    );
    expect(error).toBeInstanceOf(KeyError);
    expect(codeOf(error)).toBe('HR3008');
    expect(error.message).toMatch(
      /^no such key\n\[HR3008\] Payload codec MyCodec \(dataConverter\.payloadCodecs\[0\]\) could not decode a payload of the start of workflow "order" \(encoding json\/plain\): no such key\n/,
    );
  });

  it.each([[new Error('ECONNREFUSED')], ['a text'], [undefined]])(
    'and what has no class is wrapped (%s)',
    async (thrown) => {
      const error = await refused(
        'encode',
        codecOf(async () => {
          throw thrown;
        }),
      );
      expect(HandrailError.isInstance(error)).toBe(true);
      expect(error.cause).toBe(thrown);
      expect(head(error)).toMatch(/^\[HR3008\] Payload codec MyCodec .* could not encode /);
    },
  );

  it('is not explained where it refuses on purpose', async () => {
    const failure = ApplicationFailure.nonRetryable('not today');
    expect(
      await refused(
        'encode',
        codecOf(() => Promise.reject(failure)),
      ),
    ).toBe(failure);
    expect(failure.message).toBe('not today');
  });
});

describe('a payload converter that makes no payload', () => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['text', 'a string'],
    [{ value: 1 }, 'an object without data and metadata'],
  ])('but %s is named with the value, in front of codecs and without any', async (made, returned) => {
    for (const payloadCodecs of [[], [codecOf(identity)]]) {
      const converter = { payloadCodecs, payloadConverterPath: '/app/converter.js' };
      const [first] = withSizeLimit(converter, { policy }).payloadCodecs!;
      const slots = [0, 1].map((index) => ({ path: ['args', index], value: index }));
      const call = { subject: 'The start of workflow "order"', where: 'order', slots };
      const error = await payloadCall
        .run(call, async () => await first!.encode([toPayload(1), made as Payload]))
        .catch((thrown: unknown) => thrown as Error);
      expect(head(error as Error)).toBe(
        `[HR3009] The start of workflow "order" cannot be sent: toPayload of its payload converter (/app/converter.js) returned ${returned} for args[1].`,
      );
    }
  });
});

describe('the payloads of a failure', () => {
  it('are left out where a codec cannot take them: a worker dies of a failure that it cannot send', async () => {
    const payloads = [toPayload('detail')];
    const encodedAttributes = toPayload('attributes');
    noteFailurePayloads({ cause: { applicationFailureInfo: { details: { payloads } } }, encodedAttributes });
    for (const codec of [codecOf(() => undefined), codecOf(() => Promise.reject(new Error('no key')))]) {
      expect(await through('encode', codec, payloads)).toEqual([]);
      expect(await through('encode', codec, [encodedAttributes])).toEqual([]);
    }
    expect(await through('encode', codecOf(identity), payloads)).toBe(payloads);
  });
});

describe('in warn mode', () => {
  it('nothing is stopped: what a codec gives back is told once, and passed on as it is', async () => {
    const warned: string[] = [];
    delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
    setHost({ logger: { warn: (message: string) => void warned.push(message) } as never });
    const lenient = resolvePolicy({ mode: 'warn' });
    for (const answer of [[], [toPayload(1), undefined], undefined]) {
      const { payloadCodecs } = withSizeLimit({ payloadCodecs: [codecOf(() => answer)] }, { policy: lenient });
      let made: unknown = [toPayload(1), toPayload(2)];
      for (const codec of payloadCodecs!) made = await codec.encode(made as Payload[]);
      expect(made).toEqual(answer);
    }
    expect(warned).toHaveLength(1);
    expect(warned[0]).toContain('[HR3007]');
    setHost({});
  });
});
