// What is found in a file is a matter of its code, not of which files were looked at before it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Project } from '../../src/engine/index.js';
import { FixtureProject } from '../support/fixture-project.js';

/** Many workflows that share helpers and packages. Every third reaches the network, through a callback that it gives to them. */
function manyWorkflows(count: number): Record<string, string> {
  const files: Record<string, string> = {
    'src/retry.ts': `export async function retry(run: () => unknown, options: { times: number }) { for (let i = 0; i < options.times; i++) await run(); }`,
    'src/registry.ts': `const table = new Map<string, () => unknown>(); export const register = (name: string, f: () => unknown) => { table.set(name, f); }; export const call = (name: string) => table.get(name)?.();`,
    'node_modules/each/package.json': '{ "name": "each", "version": "1.0.0" }',
    'node_modules/each/index.js': `function step(list, f, i) { if (i < list.length) { f(list[i]); step(list, f, i + 1); } } exports.each = function (list, f) { step(list, f, 0); };`,
    'node_modules/large/package.json': '{ "name": "large", "version": "1.0.0" }',
    'node_modules/large/index.js': largePackage(),
  };
  for (let n = 0; n < count; n += 1) {
    const body = n % 3 === 0 ? `fetch('x${n}')` : `encodeURIComponent(typeof fetch)`;
    files[`src/workflows/w${n}.ts`] = `
      import { retry } from '../retry'; import { register, call } from '../registry'; import { each } from 'each'; import { entry${n % 40} } from 'large';
      const other = () => 1;
      export async function viaHelper${n}() { await retry(() => ${body}, { times: 2 }); }
      export async function viaRegistry${n}() { register('w', () => ${body}); call('w'); }
      export async function viaPackage${n}() { each(['a'], () => ${body}); }
      export async function viaLarge${n}() { entry${n % 40}(() => ${body}, { n: ${n} }); }
      export async function harmless${n}() { await retry(other, { times: 1 }); each(['a'], other); entry${n % 40}(other, {}); }
    `;
  }
  return files;
}

// Looking into all of it costs more than an engine should spend on one package.
function largePackage(): string {
  const functions = Array.from({ length: 400 }, (_each, n) => {
    const next = n % 10 === 9 ? `f(options)` : `step${n + 1}(f, Object.assign({ at: ${n} }, options))`;
    return `function step${n}(f, options) { var list = [options, { a: ${n} }, [f]]; for (var i = 0; i < list.length; i++) { if (options.skip && list[i]) return ${next}; } return ${next}; }`;
  });
  const entries = Array.from(
    { length: 40 },
    (_each, n) => `exports.entry${n} = function (f, options) { return step${n * 10}(f, options); };`,
  );
  return [...functions, ...entries].join('\n');
}

const COUNT = 24;

function findingsIn(root: string, paths: readonly string[], project = new Project({ root, cache: false })) {
  return Object.fromEntries(
    paths.map((path) => [
      path,
      project.check(path).findings.map(({ kind, hazard, from, span, chain }) => ({ kind, hazard, from, span, chain })),
    ]),
  );
}

describe('many workflows', () => {
  it('gives the same findings in any order, and to whoever looks at one file only', () => {
    const fixture = new FixtureProject(manyWorkflows(COUNT));
    const paths = Array.from({ length: COUNT }, (_each, n) => fixture.path(`src/workflows/w${n}.ts`));
    const alone = Object.assign({}, ...paths.map((path) => findingsIn(fixture.root, [path]))) as ReturnType<
      typeof findingsIn
    >;
    fc.assert(
      fc.property(fc.shuffledSubarray(paths, { minLength: COUNT }), (order) => {
        const found = findingsIn(fixture.root, order);
        for (const path of paths) expect(found[path]).toEqual(alone[path]);
      }),
      { numRuns: 4, seed: 5 },
    );
  }, 120_000);

  it('says of each what it does itself, however many share a helper', () => {
    const fixture = new FixtureProject(manyWorkflows(COUNT));
    for (let n = 0; n < COUNT; n += 1) {
      const path = `src/workflows/w${n}.ts`;
      const found = fixture.findings(path).map(({ from }) => from.replace(/\d+/, ''));
      expect([path, found]).toEqual([
        path,
        n % 3 === 0 ? ['viaHelper()', 'viaRegistry()', 'viaPackage()', 'viaLarge()'] : [],
      ]);
    }
  });
});
