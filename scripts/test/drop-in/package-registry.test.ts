import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startPackageRegistry } from '../../drop-in/package-registry.mjs';

let folder: string;
let registry: { url: string; close(): Promise<void> };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'));
  const path = join(folder, 'errors-1.0.0.tgz');
  await writeFile(path, 'content');
  registry = await startPackageRegistry([
    { file: 'errors-1.0.0.tgz', path, manifest: { name: '@handrail/errors', version: '1.0.0' } },
  ]);
});

afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true });
});

it('describes a package as a registry does, and serves its tarball', async () => {
  const response = await fetch(`${registry.url}@handrail%2ferrors`);
  const found = (await response.json()) as {
    'dist-tags': object;
    versions: Record<string, { dist: { integrity: string; tarball: string } }>;
  };
  expect(found['dist-tags']).toEqual({ latest: '1.0.0' });
  const dist = found.versions['1.0.0']?.dist;
  expect(dist?.integrity).toMatch(/^sha512-/);
  expect(await (await fetch(String(dist?.tarball))).text()).toBe('content');
});

it('answers 404 for a package that it does not have', async () => {
  expect((await fetch(`${registry.url}@handrail%2fnothing`)).status).toBe(404);
});
