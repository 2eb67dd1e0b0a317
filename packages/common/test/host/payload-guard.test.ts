import { codeOf, HandrailError } from '@handrail/errors';
import { defaultPayloadConverter, RawValue, ValueError } from '@temporalio/common';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPayloadGuard, type PayloadCall, resolvePolicy, setHost } from '../../src/host';

const guard = createPayloadGuard(resolvePolicy(), undefined);
// What refuses everything that JSON could take, with the SDK's text.
const custom = createPayloadGuard(resolvePolicy(), {
  payloadConverter: {
    toPayload: () => {
      throw new ValueError('Unable to convert 4111 to payload');
    },
  },
} as never);
let warnings: string[];

beforeEach(() => {
  warnings = [];
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
  setHost({ logger: { warn: (message: string) => void warnings.push(message) } as never });
});

const call = (...values: unknown[]): PayloadCall => ({
  subject: 'The start of workflow "order"',
  where: 'order',
  slots: values.map((value, index) => ({ path: ['args', index], value })),
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('what is looked at before a call', () => {
  it('warns once a call site of what would change', () => {
    guard.inspect(call(new Date(0)));
    guard.inspect(call('fine', { at: new Date(1) }));
    expect(warnings.map((message) => message.split('\n', 1)[0])).toEqual([
      '[HR3005] The start of workflow "order" does not arrive as it is sent: args[0] is a Date and arrives as a string.',
    ]);
  });

  it('refuses what would be sent without data, and only warns in mode warn', () => {
    expect(codeOf(thrownBy(() => guard.inspect(call(() => 1))))).toBe('HR3001');
    createPayloadGuard(resolvePolicy({ mode: 'warn' }), undefined).inspect(call(() => 1));
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['a raw value', [new RawValue(1n, { toPayload: () => ({}), fromPayload: () => 1 } as never)]],
    ['bytes, absent values and JSON', [new Uint8Array(1), undefined, null, { a: [1, { b: undefined }] }]],
    ['what the converter is about to refuse itself', [{ price: 1n }]],
  ])('says nothing of %s', (_name, values) => {
    guard.inspect(call(...values));
    expect(warnings).toEqual([]);
  });

  it('says nothing where another converter or type information decides', () => {
    custom.inspect(call(new Date(0), () => 1));
    guard.inspect({ ...call(new Date(0)), typed: true });
    expect(warnings).toEqual([]);
  });
});

describe('what is said after a failure', () => {
  const conversionError = (value: unknown): ValueError =>
    thrownBy(() => defaultPayloadConverter.toPayload(value)) as ValueError;

  it("keeps the SDK's error and names the part", () => {
    const error = conversionError({ card: '4111', total: 1n });
    expect(guard.explain(error, call('a', { card: '4111', total: 1n }))).toBe(error);
    expect(error).toBeInstanceOf(ValueError);
    expect(error.message).toMatch(
      /^Unable to convert \[object Object\] to payload\n\[HR3001\] .*: args\[1\]\.total: bigint\.\n/,
    );
    expect(error.message).not.toContain('4111');
  });

  it('says which value another converter refuses, without the value', () => {
    const error = new ValueError('Unable to convert [object Object] to payload');
    custom.explain(error, call({ at: new Date(0) }));
    expect(error.message).toContain('args[0]: a value that its payload converter refuses.');
    expect(error.message).not.toContain('4111');
  });

  it.each([
    [new Error('Unable to convert x to payload')],
    [new ValueError('Missing payload metadata')],
    ['a string'],
    [undefined],
  ])('leaves %s alone', (error) => {
    const before = error instanceof Error ? error.message : error;
    expect(guard.explain(error, call(1n))).toBe(error);
    expect(error instanceof Error ? error.message : error).toBe(before);
  });

  it('does not throw for values that throw at every touch', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('get');
        },
        ownKeys: () => {
          throw new Error('keys');
        },
        getPrototypeOf: () => {
          throw new Error('prototype');
        },
      },
    );
    const error = new ValueError('Unable to convert x to payload');
    expect(guard.explain(error, call(hostile))).toBe(error);
    expect(codeOf(error)).toBe('HR3001');
    const refusal = guard.problemOf(call(hostile));
    expect(refusal && new HandrailError([refusal]).message).toContain('args[0]: ');
  });
});

describe('a converter of the user’s own that throws', () => {
  const strict = createPayloadGuard(resolvePolicy(), {
    payloadConverter: {
      toPayload(value: unknown) {
        if (value === undefined || Object.hasOwn(Object(value) as object, 'amount')) throw new TypeError('no amounts');
        return defaultPayloadConverter.toPayload(value);
      },
    },
  } as never);
  const converted = (value: unknown) =>
    thrownBy(() => ({ toPayload: (each: unknown) => refuse(each) }).toPayload(value)) as TypeError;
  const refuse = (_: unknown): never => {
    throw new TypeError('no amounts');
  };

  it.each([
    ['plain JSON', { amount: 5 }],
    ['nothing at all', undefined],
  ])('is explained with the value that it refused: %s', (_, value) => {
    const error = converted(value);
    expect(strict.explain(error, call('fine', value))).toBe(error);
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain(
      '[HR3001] The start of workflow "order" cannot be serialised: args[1]: no amounts.',
    );
  });

  it('is not taken for what throws elsewhere, nor where it takes every value', () => {
    const other = new TypeError('no amounts');
    strict.explain(other, call({ amount: 5 }));
    expect(other.message).toBe('no amounts');
    const unrelated = converted(1);
    strict.explain(unrelated, call('fine'));
    expect(unrelated.message).toBe('no amounts');
  });
});
