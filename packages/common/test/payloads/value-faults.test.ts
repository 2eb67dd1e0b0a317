import { defaultPayloadConverter } from '@temporalio/common';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { isPlainJson, valueFaults } from '../../src/payloads';

const said = (value: unknown, root: (string | number)[] = ['args', 0]): string[] =>
  valueFaults(value, root).faults.map(
    ({ path, is, arrives }) => `${path}: ${is}${arrives === undefined ? '' : ` → ${arrives}`}`,
  );

class Money {
  constructor(readonly cents: number) {}
  plus(other: Money): Money {
    return new Money(this.cents + other.cents);
  }
}

class Line {
  constructor(
    readonly sku: string,
    readonly count: number,
  ) {}
}

describe('what cannot be sent', () => {
  it.each<[string, unknown, string[]]>([
    ['a bigint, wherever it is', { items: [1, 2, { price: 3n }] }, ['args[0].items[2].price: bigint']],
    ['a bigint itself', 1n, ['args[0]: bigint']],
    ['a function as an argument of its own', () => 1, ['args[0]: a function']],
    ['a symbol as an argument of its own', Symbol('s'), ['args[0]: a symbol']],
    [
      'a getter that throws',
      {
        get total() {
          throw new Error('4111');
        },
      },
      ['args[0].total: a getter that throws'],
    ],
    [
      'a toJSON that throws',
      {
        a: {
          toJSON: () => {
            throw new Error();
          },
        },
      },
      ['args[0].a: an object whose toJSON throws'],
    ],
    ['a toJSON that gives nothing', { toJSON: () => undefined }, ['args[0]: an object']],
    [
      'a bigint that toJSON gives',
      { a: { toJSON: () => 1n } },
      ['args[0].a: an object → a bigint', 'args[0].a: bigint'],
    ],
    ['a proxy that is revoked', revoked(), ['args[0]: an object whose toJSON cannot be read']],
    ['a key that is no name', { 'a b': { 'x"\n': 1n } }, ['args[0]["a b"]["x\\"\\n"]: bigint']],
  ])('%s', (_name, value, expected) => {
    expect(said(value)).toEqual(expected);
    expect(isPlainJson(value)).toBe(false);
  });

  it('a circle, with the place that it leads back to', () => {
    const order: Record<string, unknown> = { id: 'o1', lines: [{ sku: 'a' }] };
    (order['lines'] as object[]).push({ order });
    expect(said(order)).toEqual(['args[0].lines[1].order: a circular reference to args[0]']);
    expect(isPlainJson(order)).toBe(false);
  });

  it('a value that is nested without end', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(said(deep)).toEqual([expect.stringMatching(/: nested more than 1000 levels deep$/)]);
    expect(said(deep)[0]!.length).toBeLessThan(300);
  });
});

describe('what is changed without a word', () => {
  it.each<[string, unknown, string[]]>([
    ['a Date', { at: new Date(0) }, ['args[0].at: a Date → a string']],
    ['a Date that is none', { at: new Date(Number.NaN) }, ['args[0].at: an invalid Date → null']],
    [
      'a Map and a Set',
      { byId: new Map([[1, 2]]), tags: new Set([1]) },
      ['args[0].byId: a Map → {}', 'args[0].tags: a Set → {}'],
    ],
    ['undefined in an array', [1, undefined], ['args[0][1]: undefined → null']],
    ['a hole in an array', [1, , 3], ['args[0][1]: undefined → null']], // eslint-disable-line no-sparse-arrays -- the hole is the case
    ['NaN and Infinity', [Number.NaN, -Infinity], ['args[0][0]: NaN → null', 'args[0][1]: -Infinity → null']],
    ['a zero with a sign', { offset: -0 }, ['args[0].offset: -0 → 0']],
    [
      'an instance with methods',
      { total: new Money(1) },
      ['args[0].total: a Money → a plain object without its methods'],
    ],
    ['an Error', new TypeError('card 4111'), ['args[0]: a TypeError → {}']],
    [
      'an Error with a code',
      Object.assign(new Error('x'), { code: 'E' }),
      ['args[0]: an Error → an object without its message'],
    ],
    ['a RegExp', /4111/, ['args[0]: a RegExp → {}']],
    ['a promise that nobody awaited', { rate: Promise.resolve(1) }, ['args[0].rate: a Promise → {}']],
    ['a Buffer inside', { pdf: Buffer.from('x') }, ['args[0].pdf: a Buffer → a plain object']],
    ['bytes inside', { pdf: new Uint8Array(2) }, ['args[0].pdf: a Uint8Array → an object with a key for each element']],
    ['a method', { run: () => 1 }, ['args[0].run: a function → nothing']],
    ['a boxed number', { n: Object(1) as unknown }, ['args[0].n: a Number → a number']],
    ['what has a toJSON', { url: new URL('https://example.com') }, ['args[0].url: a URL → a string']],
  ])('%s', (_name, value, expected) => {
    expect(said(value)).toEqual(expected);
    expect(isPlainJson(value)).toBe(false);
  });

  it('is listed up to a bound', () => {
    const found = valueFaults(
      Array.from({ length: 100 }, () => new Date(0)),
      ['args', 0],
    );
    expect(found.faults).toHaveLength(6);
    expect(found.incomplete).toBe(true);
  });
});

describe('what arrives as it is sent', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['JSON', { a: [1, 'b', true, null, { c: {} }] }],
    ['bytes of their own', new Uint8Array([1, 2])],
    ['a field that is undefined', { note: undefined }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['an instance that only holds data', { lines: [new Line('a', 1)] }],
    ['the same object twice', ((shared) => [shared, shared])({ a: 1 })],
  ])('%s', (_name, value) => {
    expect(said(value)).toEqual([]);
    expect(isPlainJson(value)).toBe(true);
  });
});

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom<unknown>(
    null,
    undefined,
    -0,
    Symbol('s'),
    new Map([[1, 2]]),
    new Set(),
    /x/,
    new Money(1),
    new Line('a', 1),
  ),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array(),
  fc.func(fc.integer()),
  fc.constantFrom<unknown>(new Error('x'), new URL('https://example.com'), Object(1n), Object('s'), {
    toJSON: () => undefined,
  }),
);
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: false }),
  ),
})).value;

describe('against what the converter of the SDK does with any value', () => {
  it('finds something that cannot be sent exactly where it throws, or sends no data at all', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const { faults, incomplete } = valueFaults(value, ['args', 0]);
        fc.pre(!incomplete);
        expect(faults.some(({ arrives }) => arrives === undefined)).toBe(!isSent(value));
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });

  it('finds a change where what arrives differs from what was sent, and nothing where it does not', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        fc.pre(isSent(value));
        const { faults, incomplete } = valueFaults(value, ['args', 0]);
        fc.pre(!incomplete);
        expect(faults.length === 0).toBe(
          isSame(value, defaultPayloadConverter.fromPayload(defaultPayloadConverter.toPayload(value))),
        );
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });

  it('gives the same verdict in its quick form', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(isPlainJson(value)).toBe(valueFaults(value, []).faults.length === 0);
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });
});

function isSent(value: unknown): boolean {
  try {
    const { data, metadata } = defaultPayloadConverter.toPayload(value);
    return (
      data === undefined ||
      data === null ||
      data.length > 0 ||
      new TextDecoder().decode(metadata?.['encoding'] ?? undefined) !== 'json/plain'
    );
  } catch {
    return false;
  }
}

/** Whether a reader finds the same: fields that are undefined count as absent, and instances that only hold data as data. */
function isSame(sent: unknown, arrived: unknown): boolean {
  if (Object.is(sent, arrived)) return true;
  if (typeof sent !== 'object' || typeof arrived !== 'object' || sent === null || arrived === null) return false;
  if (sent instanceof Uint8Array) return arrived instanceof Uint8Array && Buffer.from(sent).equals(arrived);
  if (Array.isArray(sent)) {
    return (
      Array.isArray(arrived) &&
      sent.length === arrived.length &&
      sent.every((each, index) => isSame(each, arrived[index]))
    );
  }
  const isData = sent instanceof Line || [null, Object.prototype].includes(Object.getPrototypeOf(sent) as null);
  const keys = Object.keys(sent).filter((key) => (sent as Record<string, unknown>)[key] !== undefined);
  return (
    isData &&
    keys.length === Object.keys(arrived).length &&
    keys.every((key) => isSame((sent as Record<string, unknown>)[key], (arrived as Record<string, unknown>)[key]))
  );
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('what has to be read, listed or copied first', () => {
  function* counts() {
    yield 1;
  }
  async function* countsLater() {
    yield 1;
  }

  it.each<[string, unknown, string, string]>([
    ['the answer to a call', new Response('x'), 'body', 'a Response'],
    ['a blob', new Blob(['x']), 'body', 'a Blob'],
    ['a stream of Node', Readable.from(['x']), 'stream', 'a Readable'],
    ['a stream of the web', new ReadableStream(), 'stream', 'a ReadableStream'],
    ['a generator', counts(), 'generator', 'a generator'],
    ['an asynchronous generator', countsLater(), 'generator', 'an asynchronous generator'],
    ['an iterator', new Map([[1, 2]]).values(), 'generator', 'an iterator (Map Iterator)'],
    ['headers', new Headers({ a: 'b' }), 'entries', 'a Headers'],
    ['parameters of an address', new URLSearchParams('a=b'), 'entries', 'a URLSearchParams'],
    ['a weak map', new WeakMap(), 'weak', 'a WeakMap'],
    ['numbers', new Float64Array([1.5]), 'elements', 'a Float64Array'],
    ['bytes in a buffer', new ArrayBuffer(2), 'bytes', 'an ArrayBuffer'],
    ['a date that is none', new Date('x'), 'invalid-date', 'an invalid Date'],
    ['a map', new Map(), 'collection', 'a Map'],
    ['a date', new Date(0), 'date', 'a Date'],
  ])('is told apart, with nothing of what is inside: %s', (_, value, kind, is) => {
    const { faults } = valueFaults({ v: value }, ['result']);
    expect(faults).toMatchObject([{ path: 'result.v', kind, is }]);
  });

  it('is nothing that only looks so', () => {
    expect(valueFaults({ pipe: 1, read: true, body: { v: [1] } }, ['result']).faults).toEqual([]);
  });
});
