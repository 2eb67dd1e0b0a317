// Which workflows are looked into, by what they import of modules that have hints.
import { expect, it } from 'vitest';
import type { ImportTarget, LoadedModule } from '../../src/engine/interpret/loaded-module.js';
import { leadsToHints } from '../../src/engine/leads-to-hints.js';
import { lowerModule } from '../../src/engine/lower/lower-module.js';
import { outlineOf } from '../../src/engine/module-code.js';
import { parseModule } from '../../src/engine/parse.js';

const HELPER = `export const bad = () => new Date(2020, 1, 1); export const good = () => 1; export const time = () => Date.now();`;

/** Whether `order` leads to a hint; an import of `./name` is one of the text of that name, another one of a package. */
function leads(texts: Readonly<Record<string, string>>, kind: 'hazards' | 'all' = 'hazards'): boolean {
  const modules = { helper: HELPER, ...texts };
  const get = (path: string) => {
    const parsed = parseModule('a.ts', (modules as Record<string, string>)[path] ?? '');
    if ('problem' in parsed) throw new Error(parsed.problem);
    const outline = outlineOf(lowerModule(parsed, ''));
    const targets = outline.imports.map(({ request, isElided }): ImportTarget => {
      if (isElided) return { kind: 'nothing' };
      return request.startsWith('./') ? { kind: 'module', path: request.slice(2) } : { kind: 'package', name: request };
    });
    return { outline, targets } as unknown as LoadedModule;
  };
  return leadsToHints('order', get, kind);
}

it.each<[string, Record<string, string>]>([
  ['its own', { order: `export const f = () => new Date(2020, 1, 1);` }],
  ['an imported name', { order: `import { bad } from './helper'; bad();` }],
  ['a namespace', { order: `import * as all from './helper'; all.good();` }],
  ['require', { order: `const { good } = require('./helper'); good();` }],
  ['what is exported again', { order: `export { bad } from './helper';` }],
  ['everything that is exported again', { order: `export * from './helper';` }],
  ['a name of a module between', { order: `import { bad } from './all'; bad();`, all: `export * from './helper';` }],
  ['another name', { order: `import { b } from './all'; b();`, all: `export { bad as b } from './helper';` }],
  [
    'a default export',
    { order: `import b from './all'; b();`, all: `import { bad } from './helper'; export default bad;` },
  ],
  [
    'a function between',
    { order: `import { b } from './all'; b();`, all: `import { bad } from './helper'; export const b = () => bad();` },
  ],
  ['what a module does when it is loaded', { order: `import './all';`, all: `import { bad } from './helper'; bad();` }],
  [
    'a name that is asked for second',
    { order: `import './helper'; import { b } from './all'; b();`, all: `export { bad as b } from './helper';` },
  ],
  [
    'a cycle',
    {
      order: `import { a } from './one'; a();`,
      one: `export * from './two';`,
      two: `export * from './one'; export { bad as a } from './helper';`,
    },
  ],
  [
    'a namespace that is exported',
    { order: `import { all } from './all'; all.good();`, all: `export * as all from './helper';` },
  ],
  ['a package', { order: `import { now } from 'luxon'; now();` }],
])('%s leads to a hint', (_what, texts) => {
  expect(leads(texts)).toBe(true);
});

it.each<[string, Record<string, string>]>([
  ['another name', { order: `import { good } from './helper'; good();` }],
  ['a type', { order: `import { bad } from './helper'; export type Bad = typeof bad;` }],
  ['a module that is loaded', { order: `import './helper';` }],
  ['another name that is exported again', { order: `export { good } from './helper';` }],
  [
    'another name of a module between',
    { order: `import { good } from './all'; good();`, all: `export * from './helper';` },
  ],
  [
    'a module that exports it',
    { order: `import { g } from './all'; g();`, all: `export { bad, good as g } from './helper';` },
  ],
  [
    'a cycle',
    {
      order: `import { a } from './one'; a();`,
      one: `export * from './two';`,
      two: `export * from './one'; export { good as a } from './helper';`,
    },
  ],
  ['a time', { order: `import { time } from './helper'; time();` }],
])('%s leads to none', (_what, texts) => {
  expect(leads(texts)).toBe(false);
});

it('a time is a hint for who minds what the sandbox replaces', () => {
  expect(leads({ order: `import { time } from './helper'; time();` }, 'all')).toBe(true);
  expect(leads({ order: `import { good } from './helper'; good();` }, 'all')).toBe(false);
});
