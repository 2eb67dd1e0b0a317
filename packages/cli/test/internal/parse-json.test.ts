import { expect, it } from 'vitest';
import { parseJson } from '../../src/internal/parse-json';

it('reads any value of JSON', () => {
  expect(['17', '"a"', 'null', '{"by":["anna"]}'].map((text) => parseJson(text).value)).toEqual([
    17,
    'a',
    null,
    { by: ['anna'] },
  ]);
});

it.each(['', 'anna', '{by: 1}'])('refuses %j', (text) => {
  expect(() => parseJson(text)).toThrow('JSON is wanted');
});
