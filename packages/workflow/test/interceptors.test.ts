import { APPLIED, HEADER } from '@handrail/common/guards';
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';
import { getActivator, setActivator } from '@temporalio/workflow/lib/global-attributes';
import { afterEach, expect, it } from 'vitest';
import { interceptors } from '../src/interceptors';

afterEach(() => setActivator(undefined));

function executionWith(...outbound: object[]) {
  const own = { inbound: [{ name: "the user's" }] as object[], outbound };
  setActivator({ interceptors: own, payloadConverter: defaultPayloadConverter } as never);
  return own;
}

/** The user's own converter as the SDK gets it, and their failure converter with it. */
function converterOver<C extends object>(payloadConverter: C): C {
  setActivator({ interceptors: { inbound: [], outbound: [] }, payloadConverter } as never);
  interceptors();
  return getActivator().payloadConverter as unknown as C;
}

it('stands first on the way into an execution and last on the way out, whatever else is in the bundle', () => {
  const own = executionWith({});
  const { inbound, outbound } = interceptors();
  expect([inbound, outbound?.length]).toEqual([undefined, 1]);
  expect(own.inbound).toEqual([
    expect.objectContaining({ execute: expect.any(Function) as unknown }),
    { name: "the user's" },
  ]);
});

it('stands once in an execution, however many copies of the package are in the bundle', () => {
  executionWith({});
  const { outbound } = interceptors();
  for (const there of [outbound ?? [], [{ [APPLIED]: true }]]) {
    const own = executionWith({}, ...there);
    expect(interceptors()).toEqual({});
    expect(own.inbound).toHaveLength(1);
  }
});

it.each([
  [{ items: [{ price: 1 }, { price: 3n }] }, ' at .items.1.price: bigint'],
  [3n, ' at : bigint'],
  [circle(), expect.stringMatching(/^ at (\.lines\.0\.order){20,}.*: deep$/) as string],
])("says at the end of the converter's error which part of the value is the culprit: %#", (value, end) => {
  executionWith();
  interceptors();
  const error = thrownBy(() => getActivator().payloadConverter.toPayload(value));
  expect(error.name).toBe('ValueError');
  expect(error.message.replace(/^Unable to convert .* to payload/, '')).toEqual(end);
});

it('converts as before what can be converted', () => {
  executionWith();
  interceptors();
  const { payloadConverter } = getActivator();
  expect(payloadConverter.fromPayload(payloadConverter.toPayload({ a: [1] }))).toEqual({ a: [1] });
});

class RedactingConverter implements PayloadConverter {
  readonly #secret = /\d{4,}/g;
  readonly name = 'redacting';
  redact(text: string): string {
    return text.replace(this.#secret, '…');
  }
  toPayload<T>(value: T): Payload {
    if (this.redact(String(value)) === '…') throw new Error('all of it');
    return defaultPayloadConverter.toPayload(value);
  }
  fromPayload<T>(payload: Payload): T {
    if (this.redact('1234') !== '…') throw new Error('it has lost its own object');
    return defaultPayloadConverter.fromPayload(payload);
  }
}

// A failure converter is given the payload converter, and may count on it to be the project's own.
it('leaves a converter of the user’s own what it is', () => {
  const converter = converterOver(new RedactingConverter());
  expect(converter).toBeInstanceOf(RedactingConverter);
  expect([converter.name, converter.redact('card 4242')]).toEqual(['redacting', 'card …']);
  expect(converter.fromPayload(converter.toPayload('a'))).toBe('a');
  expect(thrownBy(() => converter.toPayload('4242')).message).toBe('all of it at : string');
});

it('takes a converter that nobody can change', () => {
  const { toPayload, fromPayload } = defaultPayloadConverter;
  const converter = converterOver(
    Object.freeze({
      toPayload: toPayload.bind(defaultPayloadConverter),
      fromPayload: fromPayload.bind(defaultPayloadConverter),
    }),
  );
  expect(thrownBy(() => converter.toPayload({ price: 1n })).message).toMatch(/ at \.price: bigint$/);
});

// Anybody can write a header, and what fails here fails every task of the execution.
it.each([null, 'text', 7, [], { sla: 'soon' }])('starts an execution whose header holds %j', (content) => {
  const own = executionWith();
  Object.assign(getActivator(), { info: { unsafe: { isReplaying: true } } });
  interceptors();
  const [{ execute }] = own.inbound as [{ execute: (input: object, next: () => string) => string }];
  const headers = { [HEADER]: defaultPayloadConverter.toPayload(content) };
  expect(execute({ headers }, () => 'started')).toBe('started');
});

function circle(): object {
  const order: { lines: object[] } = { lines: [] };
  order.lines.push({ order });
  return order;
}

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
