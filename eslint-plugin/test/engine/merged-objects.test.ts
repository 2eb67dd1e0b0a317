// Defaults and what is given instead of them.
import { describe, expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

const DEFAULT = `{ send: () => fetch('x'), retries: 3 }`;

/** `GIVEN` is what is given instead of the default, or beside it. */
const MERGED: Readonly<Record<string, string>> = {
  'a spread over a property': `const make = (options: any) => ({ send: () => fetch('x'), retries: 3, ...options }); export async function order() { return make(GIVEN).send(); }`,
  'a spread over a spread': `const defaults = ${DEFAULT}; const make = (options: any) => ({ ...defaults, ...options }); export async function order() { return make(GIVEN).send(); }`,
  'Object.assign to a new object': `const defaults = ${DEFAULT}; const make = (options: any) => Object.assign({}, defaults, options); export async function order() { return make(GIVEN).send(); }`,
  'Object.assign to defaults that are written out': `const make = (options: any) => Object.assign(${DEFAULT}, options); export async function order() { return make(GIVEN).send(); }`,
};

describe.each(Object.entries(MERGED))('%s', (_name, text) => {
  const hazards = (given: string) => hazardsOf({ 'src/workflows/order.ts': text.replace('GIVEN', given) });
  it('leaves nothing of what is replaced', () => {
    expect(hazards('{ send: () => 1 }')).toEqual([]);
  });
  it.each([
    '{ retries: 1 }',
    '{}',
    'undefined',
    '(Math.random() > 0.5 ? { send: () => 1 } : {})',
    `((given: any) => { if (Date.now() > 1) given.send = () => 1; return given; })({})`,
  ])('keeps what may not be: %s', (given) => {
    expect(hazards(given)).toEqual(['network: fetch']);
  });
  it('sees what is given', () => {
    expect(hazards('{ send: () => new WebSocket("x") }')).toEqual(['network: WebSocket']);
  });
});

it.each([
  ['setters, which the target has', `Object.assign({ set url(at: string) { fetch(at); } }, { url: 'x' });`],
  [
    'an object that is there before',
    `const api: any = { send: () => 1 }; Object.assign(api, { send: () => fetch('x') }); api.send();`,
  ],
  ['a list of objects', `const all = [{ send: () => fetch('x') }]; (Object.assign({}, ...all) as any).send();`],
])('Object.assign to %s', (_name, body) => {
  expect(hazardsOf({ 'src/workflows/order.ts': `export async function order() { ${body} }` })).toEqual([
    'network: fetch',
  ]);
});

it('a property that comes after a spread stays', () => {
  const text = `const options: any = { send: () => 1 }; export async function order() { return { ...options, send: () => fetch('x') }.send(); }`;
  expect(hazardsOf({ 'src/workflows/order.ts': text })).toEqual(['network: fetch']);
});

it('what stands under a name that is not known is none of those that are', () => {
  const api = `const api: any = { now: () => 1 }; const add = (from: any) => { for (const name of Object.keys(from)) api[name] = from[name]; }; add({ id: () => fetch('x') });`;
  const hazards = (name: string) =>
    hazardsOf({ 'src/workflows/order.ts': `${api} export async function order() { return api.${name}(); }` });
  expect(hazards('now')).toEqual([]);
  expect(hazards('id')).toEqual(['network: fetch']);
});
