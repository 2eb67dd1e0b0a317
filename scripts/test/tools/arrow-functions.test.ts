import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { arrowFunctions } from '../../tools/arrow-functions.mjs';

it('turns declarations into arrow functions, line by line', () => {
  expect(
    arrowFunctions(`function add(one, { other = 1 } = {}) {
  return one + other;
}
async function wait() { await 1; }`),
  ).toBe(`const add = (one, { other = 1 } = {}) => {
  return one + other;
};
const wait = async () => { await 1; };`);
});

it('leaves what is called before its line, whoever calls it', () => {
  const text = `const made = make(); function make() { return name(); } function name() { return 'x'; } function later() {}`;
  expect(arrowFunctions(text)).toBe(text.replace('function later() {}', 'const later = () => {};'));
  expect(runInNewContext(`${arrowFunctions(text)}; made`)).toBe('x');
});

it('turns what is only handed on before its line', () => {
  const text = `const table = [() => check(1)]; function check(value) { return value + 1; } table[0]();`;
  expect(arrowFunctions(text)).toContain('const check = (value) =>');
  expect(runInNewContext(arrowFunctions(text))).toBe(2);
});

it.each([
  'function* all() { yield 1; }',
  'function own() { return this.name; }',
  'function many() { return arguments.length; }',
  'function made() { return new.target; }',
])('leaves what an arrow function cannot do: %s', (text) => {
  expect(arrowFunctions(text)).toBe(text);
});
