// A worker's process that was bundled itself, with the SDK beside it: what Handrail looks for when it bundles workflow code is
// found where it is installed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';

const LIBRARY = dirname(require.resolve('@handrail/worker'));
const INTERCEPTORS = require.resolve('@handrail/workflow/interceptors');

let folder: string;
let entry: string;

beforeEach(() => {
  // In the package, whose node_modules is that of the process.
  folder = realpathSync(mkdtempSync(join(LIBRARY, 'bundled-process-')));
  entry = join(folder, 'entry.js');
  writeFileSync(
    entry,
    `const { INTERCEPTORS, resolveInstalled } = require('../internal/resolve-installed.js');
     const { requireSupportedSdk } = require('../internal/supported-sdk.js');
     requireSupportedSdk();
     console.log(resolveInstalled(INTERCEPTORS));`,
  );
});

afterEach(() => rmSync(folder, { recursive: true }));

it('finds the interceptors in a process that webpack bundled, and gives webpack nothing to warn of', async () => {
  const output = join(folder, 'bundle.cjs');
  expect(await bundleByWebpack(output)).toEqual([]);
  expect(run(output)).toBe(INTERCEPTORS);
});

it.each(['cjs', 'esm'] as const)('finds them in a process that esbuild bundled, as %s', async (format) => {
  const outfile = join(folder, format === 'esm' ? 'bundle.mjs' : 'bundle.cjs');
  // What whoever bundles CommonJS packages into an ES module has to add for the modules of Node's.
  const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
  const { warnings } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format,
    outfile,
    external: ['@temporalio/*'],
    ...(format === 'esm' && { banner: { js: banner } }),
  });
  expect(warnings).toEqual([]);
  expect(run(outfile)).toBe(INTERCEPTORS);
});

interface WebpackStats {
  toJson(): { readonly errors: readonly object[]; readonly warnings: readonly object[] };
}

type Webpack = (configuration: object, done: (error: Error | null, stats: WebpackStats) => void) => void;

function bundleByWebpack(output: string): Promise<readonly object[]> {
  // The one that the SDK brings.
  const webpack = createRequire(require.resolve('@temporalio/worker'))('webpack') as Webpack;
  const configuration = {
    mode: 'development',
    devtool: false,
    target: 'node20',
    entry,
    output: { path: dirname(output), filename: 'bundle.cjs' },
    externalsType: 'commonjs',
    externals: [/^@temporalio\//],
  };
  return new Promise((resolve, reject) => {
    webpack(configuration, (error, stats) => {
      if (error !== null) return reject(error);
      const { errors, warnings } = stats.toJson();
      resolve([...errors, ...warnings]);
    });
  });
}

function run(file: string): string {
  return execFileSync(process.execPath, [file], { encoding: 'utf8', cwd: folder }).trim();
}
