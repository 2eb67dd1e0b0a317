// Tables and registries: what stands under one key is not what stands under another.
import { describe, expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

/** How a table is written, and what is done with it where KEY is the key: `bad` has a hazard under it, `good` none. */
const TABLES: Readonly<Record<string, readonly [before: string, body: string]>> = {
  'a map that is written out': [
    `const map = new Map([['bad', () => fetch('x')], ['good', () => 1]]);`,
    `map.get('KEY')();`,
  ],
  'a map that is filled': [
    `const map = new Map(); map.set('bad', () => fetch('x')).set('good', () => 1);`,
    `map.get('KEY')?.();`,
  ],
  'a map under a constant': [
    `const BAD = 'a'; const GOOD = 'b'; const names = { bad: BAD, good: GOOD }; const map = new Map([[BAD, () => fetch('x')], [GOOD, () => 1]]);`,
    `map.get(names.KEY)();`,
  ],
  'a map under a template': [
    "const on = (kind) => `on:${kind}`; const map = new Map([[on('bad'), () => fetch('x')], [on('good'), () => 1]]);",
    "map.get(on('KEY'))();",
  ],
  'a map by classes': [
    `class Bad {} class Good {} const all = { bad: Bad, good: Good }; const map = new Map(); map.set(Bad, () => fetch('x')); map.set(Good, () => 1);`,
    `map.get(all.KEY)();`,
  ],
  'a map by the constructor of what is sent': [
    `class bad {} class good {} class Bus { #of = new Map(); on(type, f) { this.#of.set(type, f); } send(it) { return this.#of.get(it.constructor)?.(it); } } const bus = new Bus(); bus.on(bad, () => fetch('x')); bus.on(good, () => 1);`,
    `bus.send(new KEY());`,
  ],
  'an object of entries': [
    `const table = Object.fromEntries([['bad', () => fetch('x')], ['good', () => 1]]);`,
    `table.KEY();`,
  ],
  'a list by places from either end': [
    `const list = [() => 1, () => fetch('x')]; const places = { bad: -1, good: 0 };`,
    `list.at(places.KEY)();`,
  ],
  'members under symbols': [
    `const bad = Symbol('x'); const good = Symbol('x'); const table = { [bad]: () => fetch('x'), [good]: () => 1 };`,
    `table[KEY]();`,
  ],
  'methods under symbols': [
    `const bad = Symbol(); const good = Symbol(); class Table { [bad]() { return fetch('x'); } [good]() { return 1; } } const call = (of, name) => of[name]();`,
    `call(new Table(), KEY);`,
  ],
  'a map under symbols': [
    `const bad = Symbol('a'); const good = Symbol('b'); const map = new Map(); map.set(bad, () => fetch('x')); map.set(good, () => 1);`,
    `map.get(KEY)();`,
  ],
};

describe.each(Object.entries(TABLES))('%s', (_name, [before, body]) => {
  const hazards = (key: string) =>
    hazardsOf({
      'src/workflows/order.ts': `${before} export async function order() { ${body.replaceAll('KEY', key)} }`,
    });
  it('is followed under the key that is asked for', () => {
    expect(hazards('bad')).toEqual(['network: fetch']);
  });
  it('is not followed under others', () => {
    expect(hazards('good')).toEqual([]);
  });
});

const MAP = `const map = new Map([['bad', () => fetch('x')], ['good', () => 1]]);`;

it.each([
  ['a key that is not known', MAP, 'map.get(kind)();'],
  ['a key that is one of two', MAP, `map.get(kind ? 'bad' : 'good')();`],
  [
    'a value under a key that is not known',
    `const map = new Map([['good', () => 1]]);`,
    `map.set(kind, () => fetch('x')); map.get('good')();`,
  ],
  ['each value', MAP, 'for (const f of map.values()) f();'],
  ['each entry', MAP, 'for (const [, f] of map) f();'],
  ['forEach', MAP, 'map.forEach((f) => f());'],
  ['a copy', MAP, `new Map(map).get('bad')();`],
  ['a map of entries of an object', '', `new Map(Object.entries({ bad: () => fetch('x') })).get('bad')();`],
  [
    'a value that is set later',
    'const map = new Map(); const run = (name) => map.get(name)?.();',
    `run('bad'); map.set('bad', () => fetch('x')); run('bad');`,
  ],
  ['a number as a key', `const map = new Map([[1, () => fetch('x')]]);`, 'map.get(1)();'],
  [
    'an object as a key',
    `const key = {}; const map = new WeakMap(); map.set(key, () => fetch('x'));`,
    'map.get(key)();',
  ],
])('any value may come of %s', (_name, before, body) => {
  const text = `${before} export async function order(kind) { ${body} }`;
  expect(hazardsOf({ 'src/workflows/order.ts': text })).toEqual(['network: fetch']);
});

describe.each<readonly [string, (key: string) => Readonly<Record<string, string>>]>([
  [
    'a list in JSON',
    (key) => ({
      'src/names.json': `["${key}"]`,
      'src/workflows/order.ts': `import names from '../names.json'; const all = { bad: () => fetch('x'), good: () => 1 }; export async function order() { for (const name of names) all[name](); }`,
    }),
  ],
  [
    'a member in JSON',
    (key) => ({
      'src/names.json': `{ "pay": { "by": "${key}" } }`,
      'src/workflows/order.ts': `import { pay } from '../names.json'; const all = { bad: () => fetch('x'), good: () => 1 }; export async function order() { all[pay.by](); }`,
    }),
  ],
  [
    'JSON that is required',
    (key) => ({
      'src/names.json': `{ "by": "${key}" }`,
      'src/workflows/order.ts': `const { by } = require('../names.json'); const all = { bad: () => fetch('x'), good: () => 1 }; export async function order() { all[by](); }`,
    }),
  ],
  [
    'a list that is all of a CommonJS module',
    (key) => ({
      'src/names.js': `module.exports = ['${key}'];`,
      'src/workflows/order.ts': `import names from '../names'; const all = { bad: () => fetch('x'), good: () => 1 }; export async function order() { for (const name of names) all[name](); }`,
    }),
  ],
  [
    'members of an enum that are worked out',
    (key) => ({
      'src/workflows/order.ts': `enum Other { bad = 8 } enum Mode { good = 1, bad = good << 1, both = good | bad, sum = (1 + 2) * 3 & 7, far = Other.bad } const mode = { good: Mode.sum, bad: Mode.bad }.${key}; export async function order() { if (mode === 2) fetch('x'); }`,
    }),
  ],
])('%s', (_name, files) => {
  it('is looked up', () => {
    expect(hazardsOf(files('bad'))).toEqual(['network: fetch']);
  });
  it('leads to nothing else', () => {
    expect(hazardsOf(files('good'))).toEqual([]);
  });
});

it('JSON that is too large, or none, may say anything', () => {
  const order = `import { by } from '../names.json'; const all = { bad: () => fetch('x'), good: () => 1 }; export async function order() { all[by](); }`;
  for (const json of [`{ "by": "good", "rest": "${'x'.repeat(20_000)}" }`, '{ "by": "good", }}'])
    expect(hazardsOf({ 'src/names.json': json, 'src/workflows/order.ts': order })).toEqual(['network: fetch']);
});

it('an exported map is no table of workflows', () => {
  expect(hazardsOf({ 'src/workflows/order.ts': `export ${MAP} export async function order() {}` })).toEqual([]);
});
