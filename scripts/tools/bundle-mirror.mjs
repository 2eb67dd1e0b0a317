import { build, transform } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
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
 */
export async function bundleMirror({ folder, sdk, plugins, external = [], internal }) {
  const index = resolve(folder, 'lib/index.js');
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
  const commonJs = toCommonJs(bundle.outputFiles[0].text, sdk);
  const { code, map } = await transform(commonJs.code, {
    ...common,
    minify: true,
    // Of stand-ins that do nothing not even their empty functions stay.
    treeShaking: true,
    ...(internal && { mangleProps: internal }),
    format: 'cjs',
    sourcemap: 'external',
    sourcefile: index,
  });
  await writeFile(index, `${code.trimEnd()}\n${commonJs.names}\n//# sourceMappingURL=index.js.map\n`);
  await writeFile(`${index}.map`, map);
}
