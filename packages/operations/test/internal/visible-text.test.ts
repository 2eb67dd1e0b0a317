import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleText } from '../../src/internal/visible-text';

it('writes out what would end the line or reach the terminal', () => {
  expect(visibleText('order\n17 \u001B[2J\u0007 \u009Bx ü 🚚')).toBe('order\\n17 \\x1b[2J\\x07 \\x9bx ü 🚚');
});

it('leaves no control character, and all other text as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/\p{Cc}/u.test(visibleText(text))));
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-composite' }),
      (text) => /\p{Cc}/u.test(text) || visibleText(text) === text,
    ),
  );
});
