import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const OUTPUT = resolve('eslint-plugin/.cache/rules.mjs');

/** Imports the lint rules of the given names from their sources. The file that is made lies where their dependencies are found. */
export async function loadRules(names) {
  await build({
    stdin: {
      contents: names.map((name) => `export * from './${name}.ts';`).join('\n'),
      resolveDir: 'eslint-plugin/src/rules',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    alias: { '@handrail/errors': resolve('packages/errors/src/index.ts') },
    external: ['oxc-parser', 'oxc-resolver', '@typescript-eslint/*', 'eslint'],
    outfile: OUTPUT,
  });
  const exported = Object.values(await import(`${pathToFileURL(OUTPUT)}?${Date.now()}`));
  return names.map((name) => exported.find((value) => value?.name === name && value.module !== undefined));
}
