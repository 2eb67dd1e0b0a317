import { build, transform } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { minify } from 'terser';
import { arrowFunctions } from './arrow-functions.mjs';
import { shortNames } from './short-names.mjs';
import { toCommonJs } from './to-common-js.mjs';
import { withoutPassthrough } from './without-passthrough.mjs';

/**
 * Makes one minified file of a mirror package's index, in the place of the compiler's output.
 *
 * @param folder the package
 * @param sdk the SDK's package that it mirrors, whose other exports are passed on at once
 * @param plugins esbuild plugins that decide what else goes in
 * @param external further modules that are loaded, not put in
 * @param internal names of fields that never leave the file, which become short
 * @param small whether every byte counts
 * @param outside a module of the package that adds to its exports outside of workflow code. Bundles take `core.js` then, and
 *   Node `index.js`, which loads that and the module
 */
export async function bundleMirror({ folder, sdk, plugins, external = [], internal, small = false, outside }) {
  const index = resolve(folder, outside === undefined ? 'lib/index.js' : 'lib/core.js');
  const common = { target: 'es2022', sourcesContent: false, logLevel: 'warning' };
  const bundle = await build({
    ...common,
    entryPoints: [resolve(folder, 'src/index.ts')],
    plugins: [...plugins, withoutPassthrough(sdk)],
    bundle: true,
    write: false,
    outfile: index,
    format: 'esm',
    platform: 'neutral',
    external: ['@temporalio/*', ...external],
    sourcemap: 'inline',
  });
  const commonJs = toCommonJs(bundle.outputFiles[0].text, sdk, { small });
  const minified = await transform(small ? arrowFunctions(shortNames(commonJs.code, internal)) : commonJs.code, {
    ...common,
    minify: true,
    // Of stand-ins that do nothing not even their empty functions stay.
    treeShaking: true,
    ...(internal && { mangleProps: internal }),
    format: 'cjs',
    sourcemap: 'external',
    sourcefile: index,
  });
  const { code, map } = small ? await squeeze(minified) : minified;
  const end = `//# sourceMappingURL=${basename(index)}.map\n`;
  await writeFile(`${index}.map`, map);
  // The names are for Node, which loads them from `index.js` where there are two files.
  const names = outside === undefined ? `${commonJs.names}\n` : '';
  await writeFile(index, `${code.trimEnd()}\n${names}${end}`);
  if (outside !== undefined) await writeFile(resolve(folder, 'lib/index.js'), nodeIndex(outside, commonJs.names));
}

/**
 * What Node loads. A bundler that was not told of `core.js` takes this file, too, and must not follow it to what is for Node
 * alone, so that is loaded in a way that bundlers do not see. Where the file lies
 * elsewhere than its package, in the bundle of a client say, it is done without.
 */
function nodeIndex(outside, names) {
  return `"use strict";
let own = require('./core');
try {
  // In workflow code there is no process.
  own = process.getBuiltinModule('module').createRequire(__filename)('./${outside}').explainedOutside(own);
} catch {}
module.exports = own;
${names}
`;
}

/** What a slower minifier finds in addition: functions that are called once, and the like. */
async function squeeze({ code, map }) {
  const { code: squeezed, map: squeezedMap } = await minify(code, {
    ecma: 2022,
    module: true,
    compress: { passes: 3, unsafe_arrows: true },
    sourceMap: { content: map },
  });
  return { code: squeezed, map: squeezedMap };
}
