import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CodeCache } from '../../src/engine/code-cache.js';
import { CODE_VERSION, type ModuleCode } from '../../src/engine/module-code.js';
import { Project } from '../../src/engine/index.js';
import { FixtureProject } from '../support/fixture-project.js';

const WORKFLOW = 'src/workflows/order.ts';
const FILES = {
  [WORKFLOW]: `import { go } from '../helper'; export async function order() { go(); }`,
  'src/helper.ts': `export const go = () => fetch('x');`,
};

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:json|pack)$/.test(path))
    .map((path) => join(folder, path));

function cached() {
  const fixture = new FixtureProject(FILES);
  const cache = fixture.path('cache');
  const hazards = () => {
    const project = new Project({ root: fixture.root, cache });
    const { findings } = project.check(fixture.path(WORKFLOW));
    project.save();
    return findings.map(({ hazard }) => hazard);
  };
  return { fixture, cache, hazards };
}

it('gives the next process the same answer', () => {
  const { cache, hazards } = cached();
  expect(hazards()).toEqual(['fetch']);
  expect(filesIn(cache)).toHaveLength(2);
  expect(hazards()).toEqual(['fetch']);
});

it('does not parse again what it has on disk', () => {
  const { fixture } = cached();
  const folder = fixture.path('cache');
  let made = 0;
  const make = () => {
    made += 1;
    return { code: { version: CODE_VERSION } as ModuleCode };
  };
  const get = (salt: string, path: string, text: string) => {
    const cache = new CodeCache(folder, salt);
    const { code } = cache.get(path, text, make);
    cache.save();
    return code?.version;
  };
  get('1', '/a.ts', 'text');
  expect(get('1', '/b.ts', 'text')).toBe(CODE_VERSION);
  expect(made).toBe(1);
  // Another text, another kind of file, another parser.
  get('1', '/a.ts', 'other');
  get('1', '/a.js', 'text');
  get('2', '/a.ts', 'text');
  expect(made).toBe(4);
  for (const salt of ['1', '2']) expect(get(salt, '/a.ts', 'text')).toBe(CODE_VERSION);
  expect(made).toBe(4);
});

it('does not leave more and more files', () => {
  const { fixture } = cached();
  const folder = fixture.path('cache');
  let made = 0;
  const get = (text: string) => {
    const cache = new CodeCache(folder, '1');
    cache.get('/a.ts', text, () => {
      made += 1;
      return { code: { version: CODE_VERSION } as ModuleCode };
    });
    cache.save();
  };
  for (let edit = 0; edit < 100; edit += 1) get(`text ${edit}`);
  expect(filesIn(folder).length).toBeLessThan(20);
  get('text 99');
  expect(made).toBe(100);
});

it.each<readonly [string, (text: string) => string]>([
  ['is empty', () => ''],
  ['is cut off', (text) => text.slice(0, text.length / 2)],
  ['is something else', () => '{"hash":"x","code":{}}'],
  ['is of another version', (text) => text.replace(/"version":\d+/, '"version":0')],
  ['is null', () => 'null'],
])('makes it again where a file of it %s', (_name, damage) => {
  const { cache, hazards } = cached();
  hazards();
  for (const path of filesIn(cache)) writeFileSync(path, damage(readFileSync(path, 'utf8')));
  expect(hazards()).toEqual(['fetch']);
  expect(hazards()).toEqual(['fetch']);
});

it('goes on where it cannot write', () => {
  const { fixture } = cached();
  writeFileSync(fixture.path('not-a-folder'), '');
  const project = new Project({ root: fixture.root, cache: fixture.path('not-a-folder') });
  expect(project.check(fixture.path(WORKFLOW)).findings).toHaveLength(1);
});
