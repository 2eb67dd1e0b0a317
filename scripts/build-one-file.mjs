// Makes one file of what is loaded together, in the place of the compiler's output. Every process that uses Handrail loads it, and
// opening hundreds of files takes longer than running what is in them.
// Only these files are published (`files` of the manifests); `scripts/tools/missing-modules.mjs` says where one is forgotten.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const SHARED_BY_ERRORS = [
  'code-of',
  'define-error',
  'enrich',
  'explain-calls',
  'format',
  'handrail-error',
  'internal/brand',
  'links',
  'problem-of',
  'sandbox-error',
];

const BOTH = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'es2022',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};

await Promise.all([
  // The entries of the catalogue are data, which may exist twice; what they are made with exists once.
  oneFile('packages/errors', 'index', { stays: SHARED_BY_ERRORS, output: 'whole-index' }),
  ...['sandbox', 'policy'].map((entry) => oneFile('packages/errors', entry, { stays: SHARED_BY_ERRORS })),
  // Two, of which the first knows nothing of the second: what is safe in the workflow sandbox must not lead to what is for Node.
  oneFile('packages/common', 'guards/index'),
  oneFile('packages/common', 'host/index', { stays: ['guards'] }),
  oneFile('packages/client', 'index'),
  oneFile('packages/operations', 'index'),
  oneFile('packages/cli', 'bin'),
  oneFile('packages/cli', 'index'),
  fewModules('eslint-plugin', ['index', 'engine/index', 'check/index']),
]);

await writeNames('packages/errors/lib', 'index', 'whole-index');

// Whoever loads one of these by itself, such as the mirrored subpaths, gets the very same classes.
const index = await readFile('packages/client/src/index.ts', 'utf8');
for (const [, name] of index.matchAll(/^export \{[^}]*\} from '\.\/([\w-]+)';$/gm)) {
  await writeFile(`packages/client/lib/${name}.js`, `"use strict";\nmodule.exports = require('./index');\n`);
}

/** @param stays the modules of the folder that others load, too, and that must exist once */
async function oneFile(folder, entry, { stays, output = entry } = {}) {
  await build({
    ...BOTH,
    entryPoints: [`${folder}/src/${entry}.ts`],
    outfile: `${folder}/lib/${output}.js`,
    format: 'cjs',
    plugins: stays === undefined ? [] : [external(join(folder, 'src'), dirname(entry), stays)],
  });
}

/** ES modules: what several entries share is a file of its own, so that it exists once. */
async function fewModules(folder, entries) {
  await build({
    ...BOTH,
    entryPoints: entries.map((entry) => `${folder}/src/${entry}.ts`),
    outdir: `${folder}/lib`,
    splitting: true,
    chunkNames: 'shared-[hash]',
    format: 'esm',
  });
}

/**
 * Whoever imports CommonJS from an ES module has Node look through its whole text for the names of its exports, which takes several
 * times as long as running it. So the names stand in a small file, in the form that Node looks for.
 */
async function writeNames(folder, entry, whole) {
  const names = Object.keys(createRequire(import.meta.url)(resolve(folder, whole)));
  const lines = [
    '"use strict";',
    `const whole = require('./${whole}');`,
    'module.exports = whole;',
    `0 && (module.exports = { ${names.join(', ')} });`,
  ];
  await writeFile(`${folder}/${entry}.js`, `${lines.join('\n')}\n`);
}

function external(source, from, modules) {
  return {
    name: 'external',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const name = relative(source, join(relative('.', resolveDir), path));
        return modules.includes(name) ? { path: `./${relative(from, name)}`, external: true } : undefined;
      });
    },
  };
}
