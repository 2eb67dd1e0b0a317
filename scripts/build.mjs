// Builds every package: `tsc -b`, then what the compiler cannot do. Output that has lost its source is removed, since it
// would be published.
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

for (const name of await readdir('packages')) await removeOrphans(join('packages', name));
await removeOrphans('eslint-plugin');
run(require.resolve('typescript/bin/tsc'), ['-b']);
if (existsSync('scripts/build-sandbox.mjs')) run('scripts/build-sandbox.mjs', []);
run('scripts/build-one-file.mjs', []);
run('scripts/build-error-pages.mjs', []);

async function removeOrphans(folder) {
  const lib = join(folder, 'lib');
  if (!existsSync(lib)) return;
  for (const path of await readdir(lib, { recursive: true })) {
    const source = /^(.*)\.(?:d\.m?ts|m?js)(?:\.map)?$/.exec(path)?.[1];
    if (source === undefined || ['ts', 'mts'].some((ending) => existsSync(join(folder, 'src', `${source}.${ending}`))))
      continue;
    await rm(join(lib, path));
  }
}

function run(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
