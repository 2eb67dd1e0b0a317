import { expect, it } from 'vitest';
import { shortenError, shortenFailure } from '../../src/internal/long-texts';

const page = `<html>${'x'.repeat(3_000_000)}</html>`;

it('cuts the texts of an error and of its causes where a server would not take them, and keeps their ends', () => {
  class Refused extends Error {
    code = 'E_PAGE';
  }
  const error = new Refused('the order failed', { cause: new Error(page) });
  const { stack } = error;
  expect(shortenError(error)).toBe(error);
  expect(error).toMatchObject({ message: 'the order failed', stack, code: 'E_PAGE' });
  const cause = error.cause as Error;
  expect(cause.message).toMatch(/^<html>x+… \(cut: 3,000,013 characters are more than a server takes\) …x+<\/html>$/);
  expect(cause.message.length).toBeLessThan(21_000);
  // The frames stand at the end.
  expect(cause.stack).toMatch(/long-texts\.test/);
  expect(shortenError(page)).toMatch(/^<html>x+… \(cut: /);
});

it.each([
  ['a short one', new Error('no')],
  ['a long one that fits', new Error('x'.repeat(400_000))],
  ['a frozen one', Object.freeze(new Error('no'))],
  ['what is no error', { message: 5 }],
  ['nothing', undefined],
])('leaves alone %s', (_, error) => {
  const before = { ...(error as Error | undefined), message: (error as Error | undefined)?.message };
  expect(shortenError(error)).toBe(error);
  expect({ ...(error as Error | undefined), message: (error as Error | undefined)?.message }).toEqual(before);
});

it('never throws, and ends where causes do not', () => {
  const circle = new Error(page) as Error & { cause: unknown };
  circle.cause = circle;
  expect((shortenError(circle) as Error).message.length).toBeLessThan(21_000);
  const broken = new Proxy(new Error(page), {
    get() {
      throw new Error('trap');
    },
  });
  expect(shortenError(broken)).toBe(broken);
  const frozen = Object.freeze(new Error(page));
  expect(shortenError(frozen)).toBe(frozen);
});

it('cuts a failure as it travels, encoded or not', () => {
  const encoded = {
    encodedAttributes: { data: new TextEncoder().encode(JSON.stringify({ message: page, stack_trace: page })) },
  };
  const failure = { message: page, stackTrace: 'at order', cause: encoded };
  shortenFailure(failure);
  expect(failure.stackTrace).toBe('at order');
  expect(failure.message.length + encoded.encodedAttributes.data.length).toBeLessThan(70_000);
  const small = { message: 'no', stackTrace: 'at order' };
  shortenFailure(small);
  expect(small).toEqual({ message: 'no', stackTrace: 'at order' });
});
