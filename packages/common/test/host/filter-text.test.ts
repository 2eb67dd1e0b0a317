import { filterText } from '@handrail/common/host';
import { expect, it } from 'vitest';

it.each([
  ['order-17', '"order-17"'],
  ['say "hello"', String.raw`"say \"hello\""`],
  ['C:\\orders', String.raw`"C:\\orders"`],
])('puts %s between quotation marks, from which it cannot get out', (text, expected) => {
  expect(filterText(text)).toBe(expected);
});
