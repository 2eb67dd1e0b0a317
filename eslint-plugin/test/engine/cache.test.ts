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
    .filter((path) => path.endsWith('.json'))
    .map((path) => join(folder, path));

function cached() {
  const fixture = new FixtureProject(FILES);
  const cache = fixture.path('cache');
  const hazards = () =>
    new Project({ root: fixture.root, cache }).check(fixture.path(WORKFLOW)).findings.map(({ hazard }) => hazard);
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
  new CodeCache(folder, '1').get('/a.ts', 'text', make);
  expect(new CodeCache(folder, '1').get('/b.ts', 'text', make).code?.version).toBe(CODE_VERSION);
  expect(made).toBe(1);
  // Another text, another kind of file, another parser.
  new CodeCache(folder, '1').get('/a.ts', 'other', make);
  new CodeCache(folder, '1').get('/a.js', 'text', make);
  new CodeCache(folder, '2').get('/a.ts', 'text', make);
  expect(made).toBe(4);
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
