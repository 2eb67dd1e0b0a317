// Makes what stands in workflow bundles small: mirror and interceptors are one minified file in the place of the compiler's
// output. The SDK's bundler shakes no trees, keeps every comment and writes a header and whole paths for each module.
import { build, transform } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { toCommonJs } from './tools/to-common-js.mjs';
import { withoutPassthrough } from './tools/without-passthrough.mjs';
import { withoutProse } from './tools/without-prose.mjs';

const LIB = resolve('packages/workflow/lib');
const INDEX = resolve('packages/workflow/src/index.ts');
const SDK = '@temporalio/workflow';

/** What workflow code uses of our other packages, taken from the sources: built files may be those of yesterday. */
const SOURCES = {
  '@handrail/errors/sandbox': resolve('packages/errors/src/sandbox.ts'),
  '@handrail/common/guards': resolve('packages/common/src/guards/index.ts'),
};

/** Names of fields that never leave the file, which can be short. */
const INTERNAL =
  /^(milliseconds|unreadable|refused|warned|waived|tolerates|soften|kinds|check|negative|zero|problem|disposition|head)$/;

/** What stands in for a module that can do more than there is room for. */
const SMALLER = [
  [/\/define-error$/, resolve('packages/errors/src/internal/define-sandbox-error.ts')],
  [/\/nearest-duration$/, resolve('packages/common/src/internal/no-nearest-duration.ts')],
];

const bundle = await build({
  entryPoints: [INDEX],
  plugins: [sources(), withoutProse(), withoutPassthrough(SDK)],
  bundle: true,
  write: false,
  outdir: LIB,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  external: ['@temporalio/*'],
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'warning',
});
const commonJs = toCommonJs(bundle.outputFiles[0].text, SDK);
const { code, map } = await transform(commonJs.code, {
  minify: true,
  mangleProps: INTERNAL,
  format: 'cjs',
  target: 'es2022',
  sourcemap: 'external',
  sourcesContent: false,
  sourcefile: resolve(LIB, 'index.js'),
});
await writeFile(`${LIB}/index.js`, `${code.trimEnd()}\n${commonJs.names}\n//# sourceMappingURL=index.js.map\n`);
await writeFile(`${LIB}/index.js.map`, map);

// Whoever loads one of these by itself, such as the mirrored subpaths, gets the very same functions.
for (const [, name] of (await readFile(INDEX, 'utf8')).matchAll(/^export \{[^}]*\} from '\.\/([\w-]+)';$/gm)) {
  await writeFile(`${LIB}/${name}.js`, `"use strict";\nmodule.exports = require('./index');\n`);
}

function sources() {
  return {
    name: 'sources',
    setup({ onResolve }) {
      for (const [filter, path] of SMALLER) onResolve({ filter }, () => ({ path }));
      onResolve({ filter: /^@handrail\// }, ({ path }) =>
        path in SOURCES
          ? { path: SOURCES[path], sideEffects: false }
          : { errors: [{ text: `${path} has no place in the workflow sandbox.` }] },
      );
    },
  };
}
