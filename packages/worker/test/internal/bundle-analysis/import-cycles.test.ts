import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ImportCycles } from '../../../src/internal/bundle-analysis/import-cycles';

type Edges = Readonly<Record<string, readonly string[]>>;

const cycles = (edges: Edges) =>
  new ImportCycles({
    imports: new Map(
      Object.entries(edges).map(([file, targets]) => [
        file,
        targets.map((target) => ({ request: target, file: target })),
      ]),
    ),
  });

it('gives the shortest circle, from the file and back to it', () => {
  const found = cycles({ a: ['b', 'c'], b: ['c'], c: ['d', 'a'], d: [], e: ['a'] });
  expect(found.through('a')).toEqual(['a', 'c', 'a']);
  expect(found.through('b')).toEqual(['b', 'c', 'a', 'b']);
  expect(found.through('d')).toBeUndefined();
  expect(found.through('e')).toBeUndefined();
});

it('passes over packages, and over a file that imports itself', () => {
  const inside = '/app/node_modules/x/index.js';
  const found = cycles({ '/app/a.ts': [inside, '/app/a.ts'], [inside]: ['/app/a.ts'] });
  expect(found.through('/app/a.ts')).toBeUndefined();
});

it('finds one exactly where there is one', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const graph = fc.dictionary(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names)));
  fc.assert(
    fc.property(graph, (edges) => {
      const found = cycles(edges);
      for (const name of names) {
        const path = found.through(name);
        expect(path !== undefined).toBe(leadsBack(edges, name));
        if (path === undefined) continue;
        expect([path[0], path.at(-1)]).toEqual([name, name]);
        for (const [index, file] of path.slice(1).entries()) expect(edges[path[index] ?? '']).toContain(file);
      }
    }),
  );
});

function leadsBack(edges: Edges, start: string): boolean {
  const seen = new Set<string>();
  const visit = (file: string): boolean =>
    (edges[file] ?? []).some((next) => {
      if (next === file) return false;
      if (next === start) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return visit(next);
    });
  return visit(start);
}
