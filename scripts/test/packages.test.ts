import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly sideEffects: boolean | readonly string[];
  readonly files: readonly string[];
  readonly exports: Record<string, string | Record<string, string>>;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const folders = [...readdirSync('packages').map((name) => `packages/${name}`), 'eslint-plugin'];
const { references } = readJson<{ references: { path: string }[] }>('tsconfig.json');

it('builds every package, in the order in which they import each other', () => {
  expect(references.map(({ path }) => path).sort()).toEqual([...folders].sort());
});

describe.each(folders)('%s', (folder) => {
  const manifest = readJson<Manifest>(`${folder}/package.json`);

  it.each(['README.md', 'package.json', 'tsconfig.json', 'src/index.ts', 'test'])('has its %s, as all have', (path) => {
    expect(existsSync(`${folder}/${path}`)).toBe(true);
  });

  it('names each entry point with its types first, and has no condition that would load a second copy', () => {
    for (const [entry, target] of Object.entries(manifest.exports)) {
      // Data, which is no module.
      if (entry.endsWith('.json')) continue;
      const { import: asModule, ...conditions } = target as Record<string, string>;
      expect(Object.keys(conditions), entry).toEqual(['types', 'default']);
      // What names the exports for ES modules, and hands on the very same ones.
      if (asModule !== undefined)
        expect(readFileSync(`${folder}/${asModule}`, 'utf8'), entry).toBe(
          `"use strict";\nmodule.exports = require('./index');\n`,
        );
    }
  });

  it('is published under the same licence, for the same versions of Node, without side effects', () => {
    // A bundle preloads the second one, which webpack would leave out if loading it alone did nothing.
    const sideEffects = folder === 'packages/workflow' ? ['./lib/index.js', './lib/core.js'] : false;
    expect(manifest).toMatchObject({ license: 'MIT', engines: { node: '>=20.19' }, sideEffects });
  });

  it('publishes nothing that only the compiler reads again', () => {
    const publishesAll = manifest.files.includes('lib');
    expect(publishesAll).toBe(manifest.files.includes('!lib/.tsbuildinfo'));
  });

  it('takes the SDK as a peer, and the version that it is tested with from the catalog', () => {
    const sdk = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      (each) => each.startsWith('@temporalio/') && !OWN_SDK_PARTS.has(each),
    );
    for (const each of sdk) {
      if (folder !== 'eslint-plugin') expect(manifest.peerDependencies?.[each], each).toBe('>=1.22.0 <1.25.0');
      expect(manifest.devDependencies?.[each], each).toBe('catalog:');
    }
  });

  it('refers to the packages that it imports, so that they are built before it', () => {
    const { references = [] } = readJson<{ references?: { path: string }[] }>(`${folder}/tsconfig.json`);
    const ours = Object.keys(manifest.dependencies ?? {}).filter((each) => each.startsWith('@handrail/'));
    expect(references.map(({ path }) => path.replace(/^.*\//, '@handrail/')).sort()).toEqual(ours.sort());
  });
});

// Not mirrored: nothing of them shows in our types.
const OWN_SDK_PARTS = new Set(['@temporalio/envconfig', '@temporalio/proto', '@temporalio/core-bridge']);
