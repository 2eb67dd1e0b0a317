// Makes one file of what is loaded together, in the place of the compiler's output. Every process that uses Handrail loads it, and
// opening hundreds of files takes longer than running what is in them.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

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

await Promise.all([
  // The entries of the catalogue are data, which may exist twice; what they are made with exists once.
  ...['index', 'sandbox', 'policy'].map((entry) => oneFile('packages/errors', entry, { stays: SHARED_BY_ERRORS })),
  // Two, of which the first knows nothing of the second: what is safe in the workflow sandbox must not lead to what is for Node.
  oneFile('packages/common', 'guards/index'),
  oneFile('packages/common', 'host/index', { stays: ['guards'] }),
  oneFile('packages/client', 'index'),
  oneFile('packages/operations', 'index'),
  oneFile('packages/cli', 'bin'),
  oneFile('packages/cli', 'index'),
]);

// Whoever loads one of these by itself, such as the mirrored subpaths, gets the very same classes.
const index = await readFile('packages/client/src/index.ts', 'utf8');
for (const [, name] of index.matchAll(/^export \{[^}]*\} from '\.\/([\w-]+)';$/gm)) {
  await writeFile(`packages/client/lib/${name}.js`, `"use strict";\nmodule.exports = require('./index');\n`);
}

/** @param stays the modules of the folder that others load, too, and that must exist once */
async function oneFile(folder, entry, { stays } = {}) {
  await build({
    entryPoints: [`${folder}/src/${entry}.ts`],
    outfile: `${folder}/lib/${entry}.js`,
    bundle: true,
    packages: 'external',
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    plugins: stays === undefined ? [] : [external(join(folder, 'src'), dirname(entry), stays)],
  });
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
