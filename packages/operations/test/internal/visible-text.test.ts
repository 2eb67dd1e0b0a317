import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleText } from '../../src/internal/visible-text';

it('writes out what would end the line, turn it round or reach the terminal', () => {
  expect(visibleText('order\n17 \u001B[2J\u0007 \u009Bx ü 🚚')).toBe('order\\n17 \\x1b[2J\\x07 \\x9bx ü 🚚');
});

it('writes out what turns round the rest of a line', () => {
  expect(visibleText('a\u202Eb\u2066c')).toBe('a\\u202eb\\u2066c');
});

it('leaves no control character, and all other text as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/\p{Cc}/u.test(visibleText(text))));
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-composite' }),
      (text) => /[\p{Cc}\p{Bidi_Control}]/u.test(text) || visibleText(text) === text,
    ),
  );
});
