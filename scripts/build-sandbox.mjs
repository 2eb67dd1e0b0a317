// Makes what stands in workflow bundles small. The SDK's bundler shakes no trees, keeps every comment, and writes a header
// and whole paths for each module; so each package that workflow files import becomes one minified file.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleMirror } from './tools/bundle-mirror.mjs';
import { withoutProse } from './tools/without-prose.mjs';

const WORKFLOW = 'packages/workflow';

/** Our other packages are taken from their sources: built files may be those of yesterday. */
const SOURCES = {
  '@handrail/errors/sandbox': resolve('packages/errors/src/sandbox.ts'),
  '@handrail/common/guards': resolve('packages/common/src/guards/index.ts'),
  '@handrail/common/operation-key': resolve('packages/common/src/operation-key.ts'),
};

/** What stands in for a module that can do more than workflow bundles have room for. */
const SMALLER = [
  [/\/define-error$/, resolve('packages/errors/src/internal/define-sandbox-error.ts')],
  [/\/nearest-duration$/, resolve('packages/common/src/internal/no-nearest-duration.ts')],
  [/\/spelt-options$/, resolve('packages/common/src/internal/spelt-options-in-sandbox.ts')],
  [/\/option-shapes$/, resolve('packages/common/src/internal/option-shapes-in-sandbox.ts')],
  [/\/call-kinds$/, resolve('packages/common/src/internal/call-kinds-in-sandbox.ts')],
  [/\/format-duration$/, resolve('packages/common/src/internal/format-duration-in-sandbox.ts')],
  [/\/compiled-duration$/, resolve('packages/common/src/internal/no-compiled-duration.ts')],
];

/** Names of fields that never leave the workflow runtime. */
const INTERNAL =
  /^(kind|number|startedUnderHandrail|milliseconds|unreadable|refused|warned|waived|tolerates|soften|kinds|check|negative|zero|problem|disposition|head|reported|budget)$/;

await Promise.all([
  // Mirror and interceptors together: the state that they share must exist once.
  bundleMirror({
    folder: WORKFLOW,
    sdk: '@temporalio/workflow',
    plugins: [smaller(), sources(), withoutProse()],
    internal: INTERNAL,
    small: true,
    outside: 'outside',
  }),
  // For hosts, too: what it says must be whole, and its errors those of `@handrail/errors`.
  bundleMirror({
    folder: 'packages/common',
    sdk: '@temporalio/common',
    plugins: [sources()],
    external: ['@handrail/errors/policy'],
  }),
]);

// Whoever loads one of these by itself, such as the mirrored subpaths, gets the very same functions.
const index = await readFile(`${WORKFLOW}/src/index.ts`, 'utf8');
for (const [, name] of index.matchAll(/^export \{[^}]*\} from '\.\/([\w-]+)';$/gm)) {
  await writeFile(`${WORKFLOW}/lib/${name}.js`, `"use strict";\nmodule.exports = require('./index');\n`);
}

function sources() {
  return {
    name: 'sources',
    setup({ onResolve }) {
      onResolve({ filter: /^@handrail\// }, ({ path }) =>
        path in SOURCES ? { path: SOURCES[path], sideEffects: false } : undefined,
      );
    },
  };
}

function smaller() {
  return {
    name: 'smaller',
    setup({ onResolve }) {
      for (const [filter, path] of SMALLER) onResolve({ filter }, () => ({ path }));
    },
  };
}
