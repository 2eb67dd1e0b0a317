import { codeOf } from '@handrail/errors';
import { ApplicationFailure, CancelledFailure, ensureApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { explainThrown } from '../../src/host';

const context = { links: {} };
const explain = (thrown: unknown) => explainThrown(thrown, { subject: 'Activity "charge"', context });
const messageOf = (thrown: unknown) => (explain(thrown) as Error).message;

class CardDeclined extends Error {}
class Broken extends Error {
  override get message(): string {
    throw new Error('in the getter');
  }
  override set message(_: string) {
    // It cannot be set either.
  }
}

describe('what is no error', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'no money', "threw 'no money', which is no error."],
    ['a number', 42, 'threw 42, which is no error.'],
    ['undefined', undefined, 'threw undefined, which is no error.'],
    ['null', null, 'threw null, which is no error.'],
    ['an object', { status: 402, body: 'x' }, 'threw an object with the fields status, body, which is no error.'],
    ['an object with a message', { message: 'x' }, 'threw an object with the fields message, which is no error.'],
    ['a list', ['a'], 'threw an array, which is no error.'],
    ['a promise', Promise.resolve(1), 'threw a promise, which is no error.'],
    ['a class', CardDeclined, 'threw the class CardDeclined, which is no error.'],
    ['a function', () => 1, 'threw a function, which is no error.'],
    ['a symbol', Symbol('x'), 'threw Symbol(x), which is no error.'],
  ])('is a failure that says so: %s', (_, thrown, words) => {
    const failure = explain(thrown);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(codeOf(failure)).toBe('HR5021');
    expect((failure as Error).message).toContain(`[HR5021] Activity "charge" ${words}`);
    expect(failure).toMatchObject({ nonRetryable: false });
  });

  it('keeps the text that the SDK would have sent', () => {
    expect(messageOf('no money')).toMatch(/^no money\n\[HR5021\] /);
    expect(messageOf({ message: 'declined' })).toMatch(/^declined\n\[HR5021\] /);
  });

  it('keeps what retry policies match on', () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: false });
    fc.assert(
      fc.property(anything, (thrown) => {
        const type = ensureApplicationFailure(thrown).type ?? undefined;
        expect((explain(thrown) as ApplicationFailure).type ?? undefined).toBe(type);
      }),
    );
  });

  it('shows nothing of what an object holds', () => {
    expect(messageOf({ card: '4111111111111111' })).not.toContain('4111');
  });
});

describe('an error that says nothing', () => {
  it.each<[string, () => Error, string]>([
    ['no text', () => new Error(''), 'failed with an Error that has no message.'],
    ['no text, of a built-in class', () => new TypeError(), 'failed with a TypeError that has no message.'],
    [
      'a symbol',
      () => Object.assign(new Error('x'), { message: Symbol('m') }) as unknown as Error,
      'failed with an Error whose message is a symbol.',
    ],
    [
      'an object',
      () => Object.assign(new Error('x'), { message: { code: 5n } }) as unknown as Error,
      'failed with an Error whose message is an object.',
    ],
    ['a getter that throws', () => new Broken(), 'failed with a Broken whose message is a getter that throws.'],
    [
      'an object that became a text',
      () => new Error({} as never),
      "failed with an Error whose message is '[object Object]', the text of an object.",
    ],
  ])('is told, and stays what it is: %s', (_, make, words) => {
    const error = make();
    expect(explain(error)).toBe(error);
    expect(codeOf(error)).toBe('HR1044');
    expect(error.message).toContain(`[HR1044] Activity "charge" ${words}`);
  });

  it('is replaced where nothing can be written to it, with its type', () => {
    const error = Object.defineProperty(new CardDeclined('x'), 'message', {
      configurable: false,
      get() {
        throw new Error('in the getter');
      },
    });
    const failure = explain(error);
    expect(failure).toMatchObject({ type: 'CardDeclined', nonRetryable: false });
    expect((failure as Error).message).toContain('failed with a CardDeclined whose message is a getter that throws.');
  });

  it.each<[string, unknown]>([
    ['an error with a text', new Error('card declined')],
    ['a class that tells by its name', new CardDeclined()],
    ['a name that tells', Object.assign(new Error(), { name: 'CardDeclined' })],
    ['an error of another realm', runInNewContext('new Error("card declined")') as unknown],
    ['a frozen error', Object.freeze(new Error('frozen'))],
    ['a cancellation', new CancelledFailure('')],
    ['an aborted call', new DOMException('aborted', 'AbortError')],
    ['a failure', ApplicationFailure.create({ message: 'card declined', type: 'CardDeclined' })],
    ['an error by hand', { name: 'CardDeclined', message: 'declined', stack: 'CardDeclined: declined\n    at x' }],
  ])('is not %s', (_, error) => {
    const before = (error as Error).message;
    expect(explain(error)).toBe(error);
    expect((error as Error).message).toBe(before);
  });
});

describe('an AggregateError', () => {
  const inner = [new Error('connect ECONNREFUSED ::1:9'), new Error('connect ECONNREFUSED 127.0.0.1:9')];

  it('without a text gets those of its errors, and is told of', () => {
    expect(messageOf(new AggregateError(inner))).toMatch(
      /^2 errors: connect ECONNREFUSED ::1:9; connect ECONNREFUSED 127\.0\.0\.1:9\n\[HR1044\] .* AggregateError that has no message\./,
    );
  });

  it('with a text gets them behind it, and nothing is told', () => {
    const error = new AggregateError(inner, 'All promises were rejected');
    explain(explain(error));
    expect(error.message).toBe(
      'All promises were rejected\n2 errors: connect ECONNREFUSED ::1:9; connect ECONNREFUSED 127.0.0.1:9',
    );
    expect(codeOf(error)).toBeUndefined();
  });

  it('gets them as a cause, too, as below "fetch failed"', () => {
    const error = new TypeError('fetch failed', { cause: new AggregateError(inner) });
    explain(error);
    expect((error.cause as Error).message).toMatch(/^2 errors: connect ECONNREFUSED/);
    expect(error.message).toBe('fetch failed');
  });
});

it('never throws, whatever was thrown', () => {
  const hostile = new Proxy(
    {},
    {
      get() {
        throw new Error('trap');
      },
      getPrototypeOf() {
        throw new Error('trap');
      },
      ownKeys() {
        throw new Error('trap');
      },
    },
  );
  expect(() => explain(hostile)).not.toThrow();
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(() => explain(proxy)).not.toThrow();
});
