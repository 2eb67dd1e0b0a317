import { expect, it } from 'vitest';
import { showThrown, showValue } from '../src/show-value';

it.each([
  ['3 weekz', "'3 weekz'"],
  ['', "''"],
  ['two\nlines', "'two\\nlines'"],
  ['\u001b[31mred', "'\\u001b[31mred'"],
  ['x'.repeat(80), `'${'x'.repeat(57)}...'`],
  [5n, '5n'],
  [Number.NaN, 'NaN'],
  [null, 'null'],
  [undefined, 'undefined'],
  [true, 'true'],
  [Symbol('s'), 'Symbol(s)'],
  [() => 1, 'a function'],
  [{ secret: 1 }, 'an object'],
  [Object.create(null), 'an object'],
  [[1, 2], 'an array'],
])('shows %s on one short line', (value, text) => {
  expect(showValue(value)).toBe(text);
});

it('shows an object that throws when it is touched', () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  expect(showValue(proxy)).toBe('an object');
});

it('shows what was thrown: the message of an error, or the value', () => {
  expect(showThrown(new Error('settings are\nnot loaded'))).toBe('settings are\\nnot loaded');
  expect(showThrown('no')).toBe('no');
  const hostile = new Error();
  Object.defineProperty(hostile, 'message', {
    get() {
      throw new Error('again');
    },
  });
  expect(showThrown(hostile)).toBe('an error without text');
});
