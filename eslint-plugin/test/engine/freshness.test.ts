import { renameSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FixtureProject } from '../support/fixture-project.js';

const WORKFLOW = 'src/workflows/order.ts';
const CALLS = `import { go } from '../helper'; export async function order() { go(); }`;
const BAD = `export const go = () => fetch('x');`;
const GOOD = 'export const go = () => 1;';

it('sees an edit of a helper when the workflow is looked at again', () => {
  const fixture = new FixtureProject({ [WORKFLOW]: CALLS, 'src/helper.ts': GOOD });
  for (const [text, expected] of [
    [GOOD, []],
    [BAD, ['network: fetch']],
    [GOOD, []],
    [`${BAD} `, ['network: fetch']],
  ] as const) {
    fixture.write({ 'src/helper.ts': text });
    expect(fixture.hazards(WORKFLOW)).toEqual(expected);
  }
});

it('sees an edit at once, whichever file was looked at before', () => {
  const fixture = new FixtureProject({ [WORKFLOW]: CALLS, 'src/workflows/refund.ts': CALLS, 'src/helper.ts': GOOD });
  expect([WORKFLOW, 'src/workflows/refund.ts'].flatMap((path) => fixture.hazards(path))).toEqual([]);
  fixture.write({ 'src/helper.ts': BAD });
  expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
});

it('sees an edit two modules away', () => {
  const fixture = new FixtureProject({
    [WORKFLOW]: CALLS,
    'src/helper.ts': `export { go } from './deep';`,
    'src/deep.ts': GOOD,
  });
  expect(fixture.hazards(WORKFLOW)).toEqual([]);
  fixture.write({ 'src/deep.ts': BAD });
  expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
});

it('sees a file that is made, and one that is removed', () => {
  const fixture = new FixtureProject({ [WORKFLOW]: CALLS });
  expect(fixture.hazards(WORKFLOW)).toEqual([]);
  fixture.write({ 'src/helper.ts': BAD });
  expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
  rmSync(fixture.path('src/helper.ts'));
  fixture.write({ 'src/helper/index.ts': GOOD });
  expect(fixture.hazards(WORKFLOW)).toEqual([]);
});

it('takes the text of the editor for the file that is looked at, and the disk for all others', () => {
  const fixture = new FixtureProject({ [WORKFLOW]: CALLS, 'src/helper.ts': GOOD });
  const kinds = (path: string, text?: string) =>
    fixture.project.check(fixture.path(path), text).findings.map(({ kind }) => kind);
  expect(kinds(WORKFLOW, `${CALLS} export async function other() { fetch('x'); }`)).toEqual(['network']);
  expect(kinds(WORKFLOW, CALLS)).toEqual([]);
  expect(kinds('src/helper.ts', BAD)).toEqual(['network']);
  // The helper's unsaved text is forgotten.
  expect(kinds(WORKFLOW, CALLS)).toEqual([]);
});

it('answers for a text that is not on disk', () => {
  const fixture = new FixtureProject({ 'src/helper.ts': BAD });
  expect(fixture.project.check(fixture.path(WORKFLOW), CALLS).findings).toMatchObject([{ hazard: 'fetch' }]);
});

it('keeps nothing of the texts that are gone, through a thousand edits', () => {
  const fixture = new FixtureProject({ [WORKFLOW]: CALLS, 'src/helper.ts': GOOD });
  for (let edit = 0; edit < 1000; edit += 1) {
    const text = `${CALLS} // ${edit}`;
    expect(fixture.project.check(fixture.path(WORKFLOW), text).findings).toEqual([]);
  }
  expect(fixture.project.keptTexts).toBeLessThan(10);
});

describe('a package of the workspace, or an alias', () => {
  afterEach(() => void vi.restoreAllMocks());

  // Looks at the disk are as old as this clock says.
  function clock() {
    const real = performance.now.bind(performance);
    let passed = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => real() + passed);
    return { pass: (ms: number) => (passed += ms) };
  }

  const uses = (request: string) => `import { go } from '${request}'; export async function order() { go(); }`;

  it.each<readonly [string, string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    [
      'package',
      '@acme/http',
      { 'package.json': '{ "workspaces": ["packages/*"] }' },
      {
        'packages/http/package.json': '{ "name": "@acme/http" }',
        'packages/http/index.js': 'exports.go = () => fetch(1);',
      },
    ],
    [
      'alias',
      '@/http',
      { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }' },
      { 'src/http.ts': BAD },
    ],
    [
      'workspace',
      '@acme/http',
      {},
      {
        'package.json': '{ "workspaces": ["packages/*"] }',
        'packages/http/package.json': '{ "name": "@acme/http" }',
        'packages/http/index.js': 'exports.go = () => fetch(1);',
      },
    ],
  ])('is seen when it comes, whoever shows the file: %s', (_name, request, before, after) => {
    const { pass } = clock();
    const [fixture, shown] = [1, 2].map(() => new FixtureProject({ [WORKFLOW]: uses(request), ...before }));
    const look = () => [
      fixture?.hazards(WORKFLOW),
      shown?.project.check(shown.path(WORKFLOW), uses(request)).findings.map(({ kind }) => kind),
    ];
    expect(look()).toEqual([[], []]);
    fixture?.write(after);
    shown?.write(after);
    pass(60_000);
    expect(look()).toEqual([['network: fetch'], ['network']]);
  });

  it('is seen where it moves to', () => {
    const { pass } = clock();
    const fixture = new FixtureProject({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/http/package.json': '{ "name": "@acme/http" }',
      'packages/http/index.js': 'exports.go = () => fetch(1);',
      [WORKFLOW]: uses('@acme/http'),
    });
    expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
    renameSync(fixture.path('packages/http'), fixture.path('packages/sender'));
    pass(60_000);
    fixture.hazards(WORKFLOW);
    pass(60_000);
    expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
    rmSync(fixture.path('packages/sender'), { recursive: true });
    pass(60_000);
    expect(fixture.hazards(WORKFLOW)).toEqual([]);
  });

  it('is not looked for at each look', () => {
    const { pass } = clock();
    const fixture = new FixtureProject({ [WORKFLOW]: uses('@/http') });
    const alias = { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }', 'src/http.ts': BAD };
    expect(fixture.hazards(WORKFLOW)).toEqual([]);
    pass(1000);
    fixture.write(alias);
    expect(fixture.hazards(WORKFLOW)).toEqual([]);
    pass(5000);
    expect(fixture.hazards(WORKFLOW)).toEqual(['network: fetch']);
  });
});
