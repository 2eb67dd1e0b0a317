import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BundleImport } from '../../../src/import-chains';
import {
  findCulprits,
  packageOf,
  reachesForbidden,
  shortestTree,
} from '../../../src/internal/bundle-analysis/find-culprits';

type Graph = { roots: string[]; imports: Map<string, BundleImport[]> };

const isForbidden = ({ request, file }: BundleImport): boolean =>
  file === undefined && /^(?:node:)?(?:fs|net|zlib)$/.test(request);

// Project files p0…, files of packages a and b; every file may import every other and the forbidden modules.
const FILES = [
  ...['p0', 'p1', 'p2', 'p3'].map((name) => `/app/src/${name}.ts`),
  ...['a', 'b'].flatMap((name) => [1, 2].map((index) => `/app/node_modules/${name}/${index}.js`)),
];
const graphs: fc.Arbitrary<Graph> = fc
  .array(
    fc.uniqueArray(
      fc.oneof(
        fc.constantFrom(...FILES).map((file) => ({ request: file, file })),
        fc.constantFrom('fs', 'net', 'node:fs', 'lodash').map((request) => ({ request, file: undefined })),
      ),
      { maxLength: 5, selector: ({ request }) => request },
    ),
    { minLength: FILES.length, maxLength: FILES.length },
  )
  .map((imports) => ({
    roots: ['/app/src/p0.ts'],
    imports: new Map(FILES.map((file, index) => [file, imports[index] ?? []])),
  }));

const key = (request: string): string => request.replace('node:', '');

/** The shortest ways by brute force: relax every edge until nothing changes. */
function distances({ roots, imports }: Graph): Map<string, number> {
  const found = new Map(roots.map((root) => [root, 0]));
  for (let changed = true; changed;) {
    changed = false;
    for (const [file, targets] of imports) {
      for (const { file: target } of targets) {
        const distance = (found.get(file) ?? Infinity) + 1;
        if (target !== undefined && distance < (found.get(target) ?? Infinity)) {
          found.set(target, distance);
          changed = true;
        }
      }
    }
  }
  return found;
}

describe('for any graph', () => {
  it('finds every forbidden module that the roots lead to, and nothing else', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const reachable = [...distances(graph).keys()];
        const expected = reachable.flatMap((file) =>
          (graph.imports.get(file) ?? []).filter(isForbidden).map(({ request }) => key(request)),
        );
        const found = findCulprits(graph, isForbidden).flatMap(({ modules }) => modules.map(({ module }) => module));
        expect(new Set(found)).toEqual(new Set(expected));
      }),
    );
  });

  it('gives chains whose imports exist and follow on each other, from a root to the module', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const { modules } of findCulprits(graph, isForbidden)) {
          for (const { module, chain } of modules) {
            expect(graph.roots).toContain(chain[0]?.from);
            for (const [index, step] of chain.entries()) {
              expect(graph.imports.get(step.from)).toContain(step.import);
              if (index > 0) expect(chain[index - 1]?.import.file).toBe(step.from);
            }
            expect(key(chain.at(-1)?.import.request ?? '')).toBe(module);
          }
        }
      }),
    );
  });

  it('gives the shortest of all chains to a module, and the shortest first', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const all = distances(graph);
        const shortest = new Map<string, number>();
        for (const [file, distance] of all) {
          for (const { request } of (graph.imports.get(file) ?? []).filter(isForbidden)) {
            shortest.set(key(request), Math.min(shortest.get(key(request)) ?? Infinity, distance + 1));
          }
        }
        const culprits = findCulprits(graph, isForbidden);
        for (const [module, length] of shortest) {
          const lengths = culprits.flatMap(({ modules }) =>
            modules.filter((each) => each.module === module).map(({ chain }) => chain.length),
          );
          expect(Math.min(...lengths)).toBe(length);
        }
        for (const { modules } of culprits) {
          const lengths = modules.map(({ chain }) => chain.length);
          expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('names every import of the project that leads to something forbidden: on the chain, or elsewhere', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const named = findCulprits(graph, isForbidden).flatMap(({ modules, elsewhere }) => [
          ...elsewhere,
          ...(modules[0]?.chain ?? []),
        ]);
        for (const file of distances(graph).keys()) {
          if (packageOf(file) !== undefined) continue;
          for (const imported of graph.imports.get(file) ?? []) {
            const target = imported.file;
            const leads =
              isForbidden(imported) ||
              (target !== undefined && packageOf(target) !== undefined && reachesInPackages(graph, target));
            if (leads) expect(named.some((step) => step.from === file && step.import === imported)).toBe(true);
          }
        }
      }),
    );
  });

  it('gives the same in the same order every time', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const copy = { roots: [...graph.roots], imports: new Map(graph.imports) };
        expect(findCulprits(copy, isForbidden)).toEqual(findCulprits(graph, isForbidden));
      }),
    );
  });

  it('says that something forbidden is reached exactly where the search finds some', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const found = findCulprits(graph, isForbidden).length > 0;
        expect(reachesForbidden(graph, '/app/src/p0.ts', isForbidden)).toBe(found);
      }),
    );
  });
});

function reachesInPackages({ imports }: Graph, start: string): boolean {
  const tree = shortestTree({ roots: [start], imports }, (file) => packageOf(file) !== undefined);
  return [...tree.keys()].some((file) => imports.get(file)?.some(isForbidden));
}

it('makes one finding of what one package brings, and two of two packages with the same module', () => {
  const graph: Graph = {
    roots: ['/app/w.ts'],
    imports: new Map([
      [
        '/app/w.ts',
        [
          { request: 'a', file: '/app/node_modules/a/1.js' },
          { request: 'b', file: '/app/node_modules/b/1.js' },
        ],
      ],
      ['/app/node_modules/a/1.js', [{ request: 'fs' }, { request: 'net' }]],
      ['/app/node_modules/b/1.js', [{ request: 'c', file: '/app/node_modules/c/1.js' }]],
      ['/app/node_modules/c/1.js', [{ request: 'node:fs' }]],
    ]),
  };
  const found = findCulprits(graph, isForbidden).map((culprit) => [
    culprit.package,
    culprit.modules.map(({ module }) => module),
  ]);
  expect(found).toEqual([
    ['a', ['fs', 'net']],
    ['b', ['fs']],
  ]);
});

it('finds what an interceptor of a package brings, though no file of the project imports it', () => {
  const graph: Graph = {
    roots: ['/app/node_modules/tracing/1.js'],
    imports: new Map([['/app/node_modules/tracing/1.js', [{ request: 'fs' }]]]),
  };
  expect(findCulprits(graph, isForbidden)).toMatchObject([{ package: 'tracing', elsewhere: [] }]);
});

it.each([
  ['/app/src/w.ts', undefined],
  ['/shared/lib/index.js', undefined],
  ['/app/node_modules/.pnpm/@acme+kit@1.0.0/node_modules/@acme/kit/index.js', '@acme/kit'],
  ['C:\\app\\node_modules\\kit\\index.js', 'kit'],
])('knows the package of %s', (file, name) => {
  expect(packageOf(file)).toBe(name);
});
