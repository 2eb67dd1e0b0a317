import { describe, expect, it } from 'vitest';
import { FixtureProject } from '../support/fixture-project.js';

const WORKFLOW = 'src/workflows/order.ts';
const HTTP = `export function post(id: string) {\n  return fetch(id);\n}\n`;

/** Each finding with the text that it stands at. */
function found(files: Readonly<Record<string, string>>, path = WORKFLOW) {
  const fixture = new FixtureProject(files);
  return fixture.findings(path).map(({ span, from, may, chain }) => ({
    at: files[path]!.slice(...span),
    from: may ? `${from}, perhaps` : from,
    chain: chain.join(' → '),
  }));
}

describe('the way to a hazard', () => {
  const files = {
    [WORKFLOW]: `import { charge as pay } from '../charge';\nexport async function order(id: string) {\n  await pay(id);\n}\n`,
    'src/charge.ts': `import { post } from './lib/http';\nexport const charge = (id: string) => post(id);\n`,
    'src/lib/http.ts': HTTP,
  };
  const chain = 'order (src/workflows/order.ts:3) → charge (src/charge.ts:2) → post (src/lib/http.ts:2) → fetch';

  it('is told at the call in the workflow', () => {
    expect(found(files)).toEqual([{ at: 'pay', from: 'order()', chain }]);
  });

  it('is told again where the hazard stands', () => {
    expect(found(files, 'src/lib/http.ts')).toEqual([{ at: 'fetch', from: 'order()', chain }]);
  });

  it('is not told in between, where it only passes', () => {
    expect(found(files, 'src/charge.ts')).toEqual([]);
  });

  it('has one step for a package, however deep in it the hazard lies', () => {
    const kit = {
      'node_modules/kit/package.json': '{ "name": "kit", "main": "index.js" }',
      'node_modules/kit/index.js': `const { b } = require('./b'); exports.post = () => b();`,
      'node_modules/kit/b.js': `exports.b = () => c(); function c() { return fetch('x'); }`,
    };
    const expected = 'order (src/workflows/order.ts:1) → send (src/send.ts:1) → kit → fetch';
    const all = {
      ...kit,
      [WORKFLOW]: `import { send } from '../send'; export async function order() { send(); }`,
      'src/send.ts': `import { post } from 'kit'; export const send = () => post();`,
    };
    expect(found(all)).toEqual([{ at: 'send', from: 'order()', chain: expected }]);
    // The last of the project's own lines is where its author can act.
    expect(found(all, 'src/send.ts')).toEqual([{ at: 'post', from: 'order()', chain: expected }]);
  });

  it('leads through a module that is loaded', () => {
    expect(
      found({
        [WORKFLOW]: `import '../a'; export async function order() {}`,
        'src/a.ts': `import './b';`,
        'src/b.ts': `export const started = performance.now();`,
      }),
    ).toEqual([
      {
        at: "'../a'",
        from: 'Loading src/workflows/order.ts',
        chain: 'src/workflows/order.ts:1 → src/a.ts:1 → src/b.ts:1 → performance',
      },
    ]);
  });

  it('says that it is likely only', () => {
    expect(
      found({
        [WORKFLOW]: `import { table } from '../table'; export async function order(name: string) { table[name](); }`,
        'src/table.ts': `export const table: any = { a: () => 1, b: () => fetch('x') };`,
      }),
    ).toEqual([
      {
        at: 'table[name]',
        from: 'order(), perhaps',
        chain: 'order (src/workflows/order.ts:1) → b (src/table.ts:1) → fetch',
      },
    ]);
  });
});

describe('how often a hazard is told', () => {
  it('once for an entry, at the shortest way', () => {
    const files = {
      [WORKFLOW]: `import { post } from '../http';\nconst again = () => post('b');\nexport async function order() { again(); post('a'); post('c'); }`,
      'src/http.ts': HTTP,
    };
    expect(found(files).map(({ from }) => from)).toEqual(['order()']);
  });

  it('once for each entry', () => {
    const files = {
      [WORKFLOW]: `import { post } from '../http';\nexport async function order() { post('a'); }\nexport async function refund() { post('a'); }`,
      'src/http.ts': HTTP,
    };
    expect(found(files).map(({ from }) => from)).toEqual(['order()', 'refund()']);
  });

  it('once where two workflows lead to the same line', () => {
    const files = {
      [WORKFLOW]: `import { post } from '../http';\nconst both = () => post('a');\nexport async function order() { both(); }\nexport async function refund() { both(); }`,
      'src/http.ts': HTTP,
    };
    expect(found(files)).toHaveLength(1);
    expect(found(files, 'src/http.ts')).toHaveLength(1);
  });

  it('for each hazard of a helper', () => {
    const files = {
      [WORKFLOW]: `import { both } from '../both'; export async function order() { both(); }`,
      'src/both.ts': `export const both = () => [fetch('x'), new WebSocket('y')];`,
    };
    expect(found(files).map(({ chain }) => chain.split(' → ').at(-1))).toEqual(['fetch', 'WebSocket']);
  });
});

describe('trust', () => {
  const files = {
    [WORKFLOW]: `import { post } from '../http'; export async function order() { post('a'); }`,
    'src/http.ts': HTTP,
  };
  const reason = 'reviewed';

  it.each([
    [{ module: 'src/http.ts', reason }],
    [{ module: 'src/http.ts', function: 'post', reason }],
    [{ module: 'src/*.ts', function: 'post', reason }],
  ])('%j silences the helper', (trust) => {
    const fixture = new FixtureProject(files, { trust: [trust] });
    expect(fixture.hazards(WORKFLOW)).toEqual([]);
    expect(fixture.project.unusedTrust()).toEqual([]);
  });

  it('of something else does not, and is of no use', () => {
    const trust = [{ module: 'src/http.ts', function: 'get', reason }];
    const fixture = new FixtureProject(files, { trust });
    expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
    expect(fixture.project.unusedTrust()).toEqual(trust);
  });
});
