import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readTarballs } from '../drop-in/pack-packages.mjs';
import { startPackageRegistry } from '../drop-in/package-registry.mjs';
import { PACKED } from './packed-packages.mjs';

const TEMPLATE = 'scripts/consumer-project';
const SDK = ['activity', 'client', 'common', 'testing', 'worker', 'workflow'];

/**
 * Installs what would be published into a project of its own, compiles against it and runs a workflow: with each package
 * manager's layout, once with the oldest SDK that is supported and once with the newest.
 */
export const consumers = [
  consumer('npm', 'oldest SDK', {
    install: ['npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']],
    sdk: '1.22.0',
  }),
  // The SDK is not named: it comes as a peer dependency, as for whoever has changed nothing but the names.
  consumer('pnpm', 'newest SDK', {
    install: ['npx', ['--yes', 'PNPM', 'install', '--no-frozen-lockfile', '--ignore-workspace']],
  }),
];

function consumer(name, description, { install: [command, args], sdk }) {
  return {
    name: `Installed by ${name}, ${description}`,
    narrow: true,
    fix: `correct what a user of the packages would meet; the project's source is in ${TEMPLATE}.`,
    async run(tools) {
      // Outside the repository, whose node_modules would hide a missing dependency.
      const folder = await mkdtemp(join(tmpdir(), `handrail-${name}-`));
      try {
        await cp(TEMPLATE, folder, { recursive: true });
        await installPackages(tools, folder, { command, args, sdk });
        for (const kind of ['commonjs', 'esm']) {
          tools.detail(`compiling ${kind}`);
          await tools.command(process.execPath, ['node_modules/typescript/bin/tsc', '-p', kind], { cwd: folder });
        }
        tools.detail('running');
        await tools.command(process.execPath, ['esm/out/check.js'], { cwd: folder });
        await tools.command(process.execPath, ['commonjs/out/check.js'], { cwd: folder });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function installPackages(tools, folder, { command, args, sdk }) {
  const { packageManager } = JSON.parse(await readFile('package.json', 'utf8'));
  const tarballs = await readTarballs(resolve(PACKED));
  await writeFile(join(folder, 'package.json'), JSON.stringify(await manifest(tarballs, sdk), null, 2));
  const registry = await startPackageRegistry(tarballs);
  try {
    await writeFile(join(folder, '.npmrc'), `@handrail:registry=${registry.url}\n`);
    tools.detail('installing');
    await tools.command(
      command,
      args.map((each) => (each === 'PNPM' ? packageManager : each)),
      { cwd: folder },
    );
  } finally {
    await registry.close();
  }
}

async function manifest(tarballs, sdk) {
  const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const catalog = await readFile('pnpm-workspace.yaml', 'utf8');
  const tools = Object.fromEntries(
    ['typescript', '@types/node'].map((name) => [name, versionOf(catalog, name) ?? devDependencies[name]]),
  );
  // The lint plugin is no part of a running application.
  const ours = tarballs.filter(
    ({ manifest: { name } }) => name.startsWith('@handrail/') && name !== '@handrail/eslint-plugin',
  );
  return {
    private: true,
    dependencies: {
      ...Object.fromEntries(ours.map(({ manifest: { name, version } }) => [name, version])),
      ...(sdk && Object.fromEntries(SDK.map((name) => [`@temporalio/${name}`, sdk]))),
    },
    devDependencies: tools,
  };
}

function versionOf(catalog, name) {
  return new RegExp(`^ {2}'?${name}'?: (.+)$`, 'm').exec(catalog)?.[1];
}
