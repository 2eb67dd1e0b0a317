// Makes what stands in workflow bundles small: the mirror, the interceptors and what both share become one minified file
// each, in the place of the compiler's output. The bundler of the SDK does no tree-shaking and keeps every comment.
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { withoutProse } from './tools/without-prose.mjs';

const PACKAGE = 'packages/workflow';
const SHARED = `${PACKAGE}/src/internal/runtime.ts`;

const common = {
  bundle: true,
  minify: true,
  // The bundler's source maps lead back to our sources.
  sourcemap: true,
  sourcesContent: false,
  format: 'cjs',
  // What the SDK's bundler makes of the user's TypeScript.
  target: 'es2022',
  platform: 'neutral',
  external: ['@temporalio/*'],
  // Names of classes stand in failures and stack traces.
  keepNames: false,
  logLevel: 'warning',
};

await Promise.all([
  build({ ...common, entryPoints: [SHARED], outfile: outputOf(SHARED), plugins: [sources(), withoutProse()] }),
  ...['index', 'interceptors'].map((name) =>
    build({
      ...common,
      entryPoints: [`${PACKAGE}/src/${name}.ts`],
      outfile: outputOf(`${PACKAGE}/src/${name}.ts`),
      plugins: [externalRuntime(), sources()],
    }),
  ),
]);

function outputOf(source) {
  return source.replace('/src/', '/lib/').replace(/\.ts$/, '.js');
}

/** The shared file is loaded, not copied: what it remembers of an execution must exist once. */
function externalRuntime() {
  return {
    name: 'external-runtime',
    setup({ onResolve }) {
      onResolve({ filter: /\/runtime$/ }, ({ path, resolveDir }) =>
        resolve(resolveDir, `${path}.ts`) === resolve(SHARED)
          ? { path: './internal/runtime', external: true }
          : undefined,
      );
    },
  };
}

/** Our packages are taken from their sources: built files have the prose, and may be those of yesterday. */
function sources() {
  const entryPoints = {
    '@handrail/errors/sandbox': 'packages/errors/src/sandbox.ts',
    '@handrail/common/guards': 'packages/common/src/guards/index.ts',
  };
  return {
    name: 'sources',
    setup({ onResolve }) {
      onResolve({ filter: /^@handrail\// }, ({ path }) => {
        const source = entryPoints[path];
        return source === undefined
          ? { errors: [{ text: `${path} has no place in the workflow sandbox` }] }
          : { path: resolve(source), sideEffects: false };
      });
    },
  };
}
