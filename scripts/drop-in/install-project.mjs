import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from './list-files.mjs';
import { runQuietly } from './run-command.mjs';

const INSTALL = {
  npm: ['npm', ['install', '--no-audit', '--no-fund']],
  pnpm: ['npx', ['--yes', 'pnpm@10', 'install', '--no-frozen-lockfile']],
  yarn: ['npx', ['--yes', 'yarn@1', 'install', '--non-interactive']],
};

/** The package managers that a project can be installed with: a flat tree, a strict one, and one that installs no peers. */
export const PACKAGE_MANAGERS = Object.keys(INSTALL);

export async function installProject(folder, packageManager, { registry } = {}) {
  if (registry !== undefined) await appendFile(join(folder, '.npmrc'), `\n@handrail:registry=${registry}\n`);
  const [command, args] = INSTALL[packageManager];
  return runQuietly(command, args, { cwd: folder });
}

/** Sets every SDK package of a project's manifests to one version; a package that has no such version keeps its range. */
export async function pinSdk(folder, version) {
  const known = new Map();
  await editDependencies(folder, async (name, range) => {
    if (!name.startsWith('@temporalio/')) return range;
    if (!known.has(name)) known.set(name, await isPublished(name, version));
    return known.get(name) ? version : range;
  });
}

/** Sets dependencies of a project's manifests to a version, given as `name@version`. */
export async function pinDependencies(folder, pins) {
  const versions = new Map(
    pins.map((pin) => [pin.slice(0, pin.lastIndexOf('@')), pin.slice(pin.lastIndexOf('@') + 1)]),
  );
  await editDependencies(folder, (name, range) => versions.get(name) ?? range);
}

async function editDependencies(folder, versionOf) {
  for (const path of await listFiles(folder)) {
    if (!/(^|[\\/])package\.json$/.test(path)) continue;
    const manifest = JSON.parse(await readFile(join(folder, path), 'utf8'));
    for (const field of ['dependencies', 'devDependencies']) {
      for (const [name, range] of Object.entries(manifest[field] ?? {})) {
        manifest[field][name] = await versionOf(name, range);
      }
    }
    await writeFile(join(folder, path), `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

async function isPublished(name, version) {
  const { code, stdout } = await runQuietly('npm', ['view', `${name}@${version}`, 'version']);
  return code === 0 && stdout.trim() !== '';
}
