import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint, isDone, markDone } from '../tools/fingerprint.mjs';

/** Builds the packages (scripts/build.mjs); what was built from the same sources stays. */
export const build = {
  name: 'Build the packages',
  fix: 'correct what the compiler names, then run the command again.',
  essential: true,
  async run({ command }) {
    const folders = [...(await readdir('packages')).map((name) => join('packages', name)), 'eslint-plugin'];
    const current = await fingerprint([
      'package.json',
      'pnpm-lock.yaml',
      'tsconfig.json',
      'tsconfig.base.json',
      'scripts/build.mjs',
      'scripts/build-sandbox.mjs',
      'scripts/build-error-pages.mjs',
      'scripts/tools',
      'docs/errors',
      ...folders.flatMap((folder) => [
        join(folder, 'src'),
        join(folder, 'tsconfig.json'),
        join(folder, 'package.json'),
      ]),
    ]);
    const isThere = folders.every((folder) => existsSync(join(folder, 'lib/index.js')));
    if (isThere && (await isDone('build', current))) return { note: 'unchanged' };
    await command(process.execPath, ['scripts/build.mjs']);
    await markDone('build', current);
    return undefined;
  },
};

/** Builds the example as a user's project would be: the compiler decides by itself what has changed. */
export const buildExample = {
  name: 'Build the example',
  fix: 'correct what the compiler names in examples/orders, then run the command again.',
  essential: true,
  run: ({ command }) => command(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'examples/orders']),
};
