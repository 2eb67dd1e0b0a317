// `npm run pack`: the packages as they would be published, for a project that tries them before they are on a registry.
import { fileURLToPath } from 'node:url';
import { requireNode } from './tools/node-version.mjs';

requireNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { mkdir, readdir, rm } = await import('node:fs/promises');
const { join, resolve } = await import('node:path');
const { runSteps } = await import('./tools/run-steps.mjs');
const { install } = await import('./set-up/install.mjs');
const { build } = await import('./set-up/build.mjs');
const { packPackages } = await import('./drop-in/pack-packages.mjs');

// Not that of the checks: `npm test` empties it.
const FOLDER = resolve('.cache/tarballs');

const pack = {
  name: 'Pack the packages',
  fix: 'read what pnpm says, then run the command again.',
  async run() {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    await packPackages(process.cwd(), FOLDER);
  },
};

const { failed } = await runSteps([install, build, pack]);
if (failed > 0) process.exit(1);
const files = (await readdir(FOLDER)).map((file) => join(FOLDER, file));
// What an application runs with; the rest is for development.
const isRunning = (file) => /-(activity|client|common|errors|worker|workflow)-[^-]*\.tgz$/.test(file);
console.log(`
In a project with npm, all at once, since they depend on each other:
  npm install ${files.filter(isRunning).join(' ')}
  npm install --save-dev ${files.filter((file) => !isRunning(file)).join(' ')}`);
