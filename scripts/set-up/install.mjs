import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint, isDone, markDone } from '../tools/fingerprint.mjs';
import { StepFailure } from '../tools/run-steps.mjs';

/** Installs the dependencies with the pinned pnpm, which npx fetches: nothing but Node and npm has to be there. */
export const install = {
  name: 'Install dependencies',
  fix: 'check that the npm registry can be reached (npm ping), then run the command again; it goes on where it stopped.',
  essential: true,
  async run({ command, detail }) {
    const { packageManager } = JSON.parse(await readFile('package.json', 'utf8'));
    const current = await fingerprint(await manifests(), { packageManager, node: process.versions.modules });
    // pnpm writes this file last.
    if (existsSync('node_modules/.modules.yaml') && (await isDone('install', current))) return { note: 'unchanged' };
    detail(`${packageManager} by npx`);
    const output = await command(
      'npx',
      ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'],
      {
        // Without a terminal pnpm asks nothing only where it believes to be in CI.
        env: { ...process.env, CI: 'true' },
        onOutput: (text) => detail(lastLine(text)),
      },
    );
    if (!existsSync('node_modules/.modules.yaml')) throw new StepFailure(output);
    await markDone('install', current);
    return undefined;
  },
};

async function manifests() {
  const folders = ['packages', 'examples'];
  const members = await Promise.all(
    folders.filter(existsSync).map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
  );
  return [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...['benchmarks', 'compatibility', 'docs', 'eslint-plugin', ...members.flat()].map((member) =>
      join(member, 'package.json'),
    ),
  ];
}

// The last line in words; pnpm also draws bars of plus signs.
function lastLine(text) {
  return text.split('\n').findLast((line) => /[a-z]/i.test(line)) ?? '';
}
