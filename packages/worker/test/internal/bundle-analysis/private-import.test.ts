import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { privateImport } from '../../../src/internal/bundle-analysis/private-import';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ imports: { '#lib/*': './lib/*.ts', '#prices': './prices.ts', '#a/*.js': './a/*.ts' } }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['a pattern', '#libs/price', '#lib/price'],
  ['a name', '#price', '#prices'],
  ['nothing near', '#other/price', undefined],
])('suggests what was meant of %s', (_, request, suggestion) => {
  expect(privateImport(request, join(folder, 'src/order.ts'))).toEqual({
    kind: 'private-import',
    ...(suggestion && { suggestion }),
  });
});

it('knows what is listed, and leads to no file', () => {
  for (const request of ['#lib/price', '#prices', '#a/b.js'])
    expect(privateImport(request, join(folder, 'src/order.ts'))).toEqual({ kind: 'private-import', listed: true });
});
