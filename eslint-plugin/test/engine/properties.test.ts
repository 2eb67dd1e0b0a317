import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

/**
 * Changes of a program that do not change what it does. However many are made, one after the other, a workflow that reaches the
 * network is still said to, and its twin, which calls something harmless in the same place, is not.
 */
interface Program {
  readonly modules: readonly string[];
  /** How the last module refers to the function that is to be called. */
  readonly name: string;
}

const SOURCES = ['declaration', 'arrow', 'class', 'default'] as const;
const WRAPPERS = [
  'alias',
  'object',
  'array',
  'closure',
  'bind',
  'method',
  'map',
  'promise',
  'conditional',
  'apply',
  'class',
] as const;
const MOVES = ['named', 'renamed', 'star', 'default', 'namespace', 'require', 'import and export'] as const;

const source = (kind: (typeof SOURCES)[number], hazard: string): Program => {
  const body = {
    declaration: `export function f0() { return ${hazard}; }`,
    arrow: `export const f0 = () => ${hazard};`,
    class: `class C { static go() { return ${hazard}; } } export const f0 = C.go;`,
    default: `const f0 = () => ${hazard}; export { f0 }; export default f0;`,
  }[kind];
  return { modules: [body], name: 'f0' };
};

function wrap({ modules, name }: Program, kind: (typeof WRAPPERS)[number]): Program {
  const next = `f${Number(name.slice(1)) + 1}`;
  const text = {
    alias: `export const ${next} = ${name};`,
    object: `const table${next} = { inner: { ${name} } }; export const ${next} = () => table${next}.inner.${name}();`,
    array: `const list${next} = [${name}]; export const ${next} = () => list${next}[0]!();`,
    closure: `const make${next} = (f: any) => () => f(); export const ${next} = make${next}(${name});`,
    bind: `export const ${next} = ${name}.bind(null);`,
    method: `const object${next} = { go() { return ${name}(); } }; export const ${next} = () => object${next}.go();`,
    map: `export const ${next} = () => [1, 2].map(() => ${name}());`,
    promise: `export const ${next} = async () => { await Promise.resolve().then(${name}); };`,
    conditional: `export const ${next} = (flag?: boolean) => (flag ? ${name}() : ${name}());`,
    apply: `export const ${next} = () => ${name}.apply(undefined, []);`,
    class: `class Base${next} { run() { return this.go(); } go(): any {} } class Own${next} extends Base${next} { override go() { return ${name}(); } } export const ${next} = () => new Own${next}().run();`,
  }[kind];
  return { modules: [...modules.slice(0, -1), `${modules.at(-1)!}\n${text}`], name: next };
}

function move({ modules, name }: Program, kind: (typeof MOVES)[number]): Program {
  const from = `'./m${modules.length - 1}'`;
  const next = `f${Number(name.slice(1)) + 1}`;
  const text = {
    named: `import { ${name} } from ${from}; export const ${next} = () => ${name}();`,
    renamed: `export { ${name} as ${next} } from ${from};`,
    star: `export * from ${from}; import { ${name} } from ${from}; export const ${next} = ${name};`,
    default: `import { ${name} } from ${from}; export default ${name}; export { ${name} as ${next} };`,
    namespace: `import * as all from ${from}; export const ${next} = () => all.${name}();`,
    require: `const all = require(${from}); export const ${next} = () => all.${name}();`,
    'import and export': `import { ${name} as x } from ${from}; export { x as ${next} };`,
  }[kind];
  // A re-exported name is no variable of the module; what wraps it needs one.
  const own = kind === 'renamed' || kind === 'default' || kind === 'import and export';
  const last = `f${Number(next.slice(1)) + 1}`;
  return own
    ? {
        modules: [...modules, text, `import { ${next} } from './m${modules.length}'; export const ${last} = ${next};`],
        name: last,
      }
    : { modules: [...modules, text], name: next };
}

const filesOf = ({ modules, name }: Program) => ({
  ...Object.fromEntries(modules.map((text, index) => [`src/m${index}.ts`, text])),
  'src/workflows/order.ts': `import { ${name} } from '../m${modules.length - 1}'; export async function order() { await ${name}(); }`,
});

const steps = fc.array(
  fc.oneof(
    fc.constantFrom(...WRAPPERS).map((kind) => (program: Program) => wrap(program, kind)),
    fc.constantFrom(...MOVES).map((kind) => (program: Program) => move(program, kind)),
  ),
  { maxLength: 8 },
);

const programs = fc.tuple(fc.constantFrom(...SOURCES), steps);

it('finds a hazard behind any number of wrappers and modules, and nothing behind its harmless twin', () => {
  fc.assert(
    fc.property(programs, ([kind, changes]) => {
      const build = (hazard: string) =>
        filesOf(changes.reduce((program, change) => change(program), source(kind, hazard)));
      expect(hazardsOf(build(`fetch('x')`))).toEqual(['network: fetch']);
      expect(hazardsOf(build(`encodeURIComponent(typeof fetch)`))).toEqual([]);
      expect(hazardsOf(build(`(typeof fetch === 'function' ? fetch('x') : 1)`))).toEqual([]);
    }),
    { numRuns: 120, seed: 5 },
  );
}, 120_000);

it('gives the same answer whatever things are called', () => {
  const names = fc.uniqueArray(
    fc.stringMatching(/^[a-zA-Z_$äßπ][a-zA-Z0-9_$äßπ]{0,8}$/).filter((name) => !RESERVED.has(name)),
    { minLength: 4, maxLength: 4 },
  );
  fc.assert(
    fc.property(names, ([helper, parameter, local, method]) => {
      const files = (hazard: string) => ({
        'src/helper.ts': `export class ${helper} { ${method}(${parameter}: () => unknown) { const ${local} = ${parameter}; return ${local}(); } }`,
        'src/workflows/order.ts': `import { ${helper} } from '../helper'; export async function order() { new ${helper}().${method}(() => ${hazard}); }`,
      });
      expect(hazardsOf(files(`globalThis.fetch('x')`))).toEqual(['network: fetch']);
      expect(hazardsOf(files(`globalThis.parseInt('1')`))).toEqual([]);
    }),
    { numRuns: 80, seed: 5 },
  );
}, 120_000);

const RESERVED = new Set(
  'do if in for let new try var case else enum null this true void with await break catch class const false super throw while yield delete export import return switch typeof default extends finally package private public static order arguments eval async of get set constructor globalThis undefined interface protected implements function debugger continue instanceof'.split(
    ' ',
  ),
);
