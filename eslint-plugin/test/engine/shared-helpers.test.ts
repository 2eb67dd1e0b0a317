// Helpers are interpreted once for all workflows; what a workflow does to one is seen by that workflow alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FixtureProject } from '../support/fixture-project.js';

const REACHES = `fetch('x')`;
// Nothing is found in it, but it is looked into.
const HARMLESS = `encodeURIComponent(typeof fetch)`;

// prettier-ignore
const CASES: readonly (readonly [name: string, helper: string, body: string])[] = [
  ['a callback', 'export const each = (list: string[], f: (x: string) => unknown) => list.map((x) => f(x));', "each(['a'], () => fetch('x'));"],
  ['a registry of functions', 'const table: Record<string, () => unknown> = {}; export const set = (name: string, f: () => unknown) => { table[name] = f; }; export const run = (name: string) => table[name]!();', "set('x', () => fetch('x')); run('x');"],
  ['a variable that is assigned', 'let impl = (): unknown => 1; export const use = (f: () => unknown) => { impl = f; }; export const run = () => impl();', "use(() => fetch('x')); run();"],
  ['a member of an exported object', 'export const hooks: { go?: () => unknown } = {}; export const run = () => hooks.go?.();', "hooks.go = () => fetch('x'); run();"],
  ['a member of an object that a helper makes', 'export const make = () => ({ go: (): unknown => 1 }); export const run = (x: { go: () => unknown }) => x.go();', "const made = make(); made.go = () => fetch('x'); run(made);"],
  ['one object under two names', 'export const same = <T>(x: T) => x;', "const a: any = { n: 1 }; const b = same(a); a.go = () => fetch('x'); b.go();"],
  ['a member that is defined', 'export const hooks: any = {}; export const run = () => hooks.go;', "Object.defineProperty(hooks, 'go', { get: () => fetch('x') }); run();"],
  ['a static of a class', 'export class Clock { static now = (): unknown => 1; read() { return Clock.now(); } }', "Clock.now = () => fetch('x'); new Clock().read();"],
  ['a method of a class', 'export class Clock { now(): unknown { return 1; } read() { return this.now(); } }', "Clock.prototype.now = () => fetch('x'); new Clock().read();"],
  ['a closure with a state of its own', 'export const counter = () => { let last: () => unknown = () => 1; return { set: (f: () => unknown) => { last = f; }, run: () => last() }; };', "const c = counter(); c.set(() => fetch('x')); c.run();"],
  ['a handler that the helper registers when it is loaded', "import { setHandler, defineSignal } from '@temporalio/workflow'; const state: { go?: () => unknown } = {}; setHandler(defineSignal('s'), () => { state.go?.(); }); export const set = (f: () => unknown) => { state.go = f; };", "set(() => fetch('x'));"],
  ['a handler that reads what is exported', "import { setHandler, defineSignal } from '@temporalio/workflow'; export const state: { go?: () => unknown } = {}; setHandler(defineSignal('s'), () => { state.go?.(); });", "state.go = () => fetch('x');"],
];

describe.each(CASES)('%s', (_name, helper, body) => {
  it('is followed in the workflow that gives it, and in no other one', () => {
    const names = [...helper.matchAll(/export (?:const|class) (\w+)/g)].map(([, name]) => name).join(', ');
    const workflow = (text: string) =>
      `import { ${names} } from '../barrel'; export async function order() { ${text} }`;
    const fixture = new FixtureProject({
      'src/helper.ts': helper,
      'src/barrel.ts': "export * from './helper';",
      'src/workflows/a.ts': workflow(body),
      'src/workflows/b.ts': workflow(body.replaceAll(REACHES, HARMLESS)),
      'src/workflows/c.ts': workflow(body),
    });
    for (const name of ['a', 'b', 'c', 'b', 'a'])
      expect([name, fixture.hazards(`src/workflows/${name}.ts`)]).toEqual([
        name,
        name === 'b' ? [] : ['network: fetch'],
      ]);
  });
});

describe('a shared helper', () => {
  it('is looked at again when it has changed, or what it imports has', () => {
    const fixture = new FixtureProject({
      'src/deep.ts': 'export const deep = (): unknown => 1;',
      'src/helper.ts': "import { deep } from './deep'; export const help = () => deep();",
      'src/workflows/a.ts': "import { help } from '../helper'; export async function order() { help(); }",
    });
    const look = () => fixture.hazards('src/workflows/a.ts');
    expect(look()).toEqual([]);
    fixture.write({ 'src/deep.ts': `export const deep = (): unknown => ${REACHES}; // reaches` });
    expect(look()).toEqual(['network: fetch']);
    fixture.write({ 'src/helper.ts': 'export const help = () => 1; // nothing else' });
    expect(look()).toEqual([]);
  });

  it('may import what imports it, and other workflows', () => {
    const fixture = new FixtureProject({
      'src/a.ts': `import { b } from './b'; export const a = (n: number): unknown => (n > 0 ? b(n - 1) : ${REACHES});`,
      'src/b.ts': "import { a } from './a'; export const b = (n: number): unknown => a(n);",
      'src/workflows/one.ts':
        "import { two } from './two'; import { b } from '../b'; export async function one() { b(1); await two(); }",
      'src/workflows/two.ts': `export async function two() { await ${REACHES}; }`,
    });
    for (let look = 0; look < 2; look += 1) {
      expect(fixture.hazards('src/workflows/one.ts')).toEqual(['network: fetch', 'network: fetch']);
      expect(fixture.hazards('src/workflows/two.ts')).toEqual(['network: fetch']);
    }
  });

  it('sees the globals that a workflow provides, which another one lacks', () => {
    const fixture = new FixtureProject({
      'src/helper.ts': 'export const copy = (x: unknown) => structuredClone(x);',
      'src/workflows/a.ts':
        "import { copy } from '../helper'; (globalThis as any).structuredClone = (x: unknown) => x; export async function order() { copy(1); }",
      'src/workflows/b.ts': "import { copy } from '../helper'; export async function order() { copy(1); }",
    });
    for (const [name, found] of [
      ['b', ['absent-global: structuredClone']],
      ['a', []],
      ['b', ['absent-global: structuredClone']],
    ] as const)
      expect([name, fixture.hazards(`src/workflows/${name}.ts`)]).toEqual([name, found]);
  });

  it('does not overflow the stack where thousands import each other in a row', () => {
    const files: Record<string, string> = {};
    const COUNT = 3000;
    for (let n = 0; n < COUNT; n += 1)
      files[`src/h${n}.ts`] =
        n + 1 < COUNT
          ? `import { v${n + 1} } from './h${n + 1}'; export const v${n} = ${n}; void v${n + 1};`
          : `export const v${n} = ${REACHES};`;
    files['src/workflows/a.ts'] = "import { v0 } from '../h0'; export async function order() { return v0; }";
    expect(new FixtureProject(files).hazards('src/workflows/a.ts')).toEqual(['network: fetch']);
  });
});

// Parts of helpers that keep a function, hand it on, change it or leave it.
const PARTS = [
  'export const call{n} = (f: () => unknown) => f();',
  'const kept{n}: (() => unknown)[] = []; export const call{n} = (f: () => unknown) => { kept{n}.push(f); return kept{n}.map((each) => each()); };',
  'let last{n}: () => unknown = () => 1; export const call{n} = (f: () => unknown) => { last{n} = f; return last{n}(); };',
  'export const call{n} = (f: () => unknown) => ({ run: f }).run();',
  'class Runner{n} { f: () => unknown; constructor(f: () => unknown) { this.f = f; } run() { return this.f(); } } export const call{n} = (f: () => unknown) => new Runner{n}(f).run();',
  'export const call{n} = (f: () => unknown) => (Math.random() > 2 ? f() : 1);',
  `export const call{n} = (f: () => unknown) => { f(); return ${REACHES}; };`,
  'export const call{n} = (_f: () => unknown) => 1;',
];

describe('sharing', () => {
  // A global of its own keeps a workflow from sharing anything.
  it('gives what is found without it', () => {
    const layer = fc.record({ part: fc.nat(PARTS.length - 1), next: fc.option(fc.nat(3)) });
    fc.assert(
      fc.property(
        fc.array(layer, { minLength: 2, maxLength: 5 }),
        fc.array(fc.record({ first: fc.nat(4), second: fc.nat(4), reaches: fc.boolean() }), {
          minLength: 2,
          maxLength: 4,
        }),
        (layers, workflows) => {
          const helpers = layers.map(({ part, next }, n) => {
            const to = next !== null && n + 1 + next < layers.length ? n + 1 + next : undefined;
            const own = (PARTS[part] ?? '').replaceAll('{n}', String(n));
            return to === undefined
              ? own
              : `import { call${to} } from './h${to}'; ${own} export const through${n} = (f: () => unknown) => { call${n}(f); return call${to}(f); };`;
          });
          const text = ({ first, second, reaches }: (typeof workflows)[number], n: number) => {
            const [a, b] = [first % layers.length, second % layers.length];
            const through = (helpers[b] ?? '').includes('through') ? `through${b}` : `call${b}`;
            return `import { call${a} as one } from '../h${a}'; import { ${through} as two } from '../h${b}'; export async function w${n}() { one(() => ${reaches ? REACHES : HARMLESS}); two(() => 1); }`;
          };
          const project = (ending: string) => {
            const files = Object.fromEntries(helpers.map((helper, n) => [`src/h${n}.ts`, helper]));
            workflows.forEach((each, n) => (files[`src/workflows/w${n}.ts`] = text(each, n) + ending));
            const fixture = new FixtureProject(files);
            return workflows.map((_each, n) => fixture.findings(`src/workflows/w${n}.ts`));
          };
          expect(project('')).toEqual(project('\n(globalThis as any).ofNoUse = 1;'));
        },
      ),
      { numRuns: 150, seed: 26 },
    );
  }, 60_000);
});
