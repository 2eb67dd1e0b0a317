import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from './run-command.mjs';

/** Packs every published package of this repository into `folder`, as it would be published. They must have been built. */
export async function packPackages(root, folder) {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { code, output } = await runQuietly(
    'npx',
    [
      '--yes',
      packageManager,
      '--recursive',
      '--filter',
      './packages/*',
      '--filter',
      './eslint-plugin',
      'pack',
      '--pack-destination',
      folder,
    ],
    { cwd: root },
  );
  if (code !== 0) throw new Error(`The packages could not be packed:\n${output}`);
}

/** The tarballs of a folder with the manifest in each. */
export async function readTarballs(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  return Promise.all(
    files.map(async (file) => {
      const { stdout } = await runQuietly('tar', ['-xzOf', join(folder, file), 'package/package.json']);
      return { file, path: join(folder, file), manifest: JSON.parse(stdout) };
    }),
  );
}

/** The SDK's packages that a package of ours, or one that it depends on, has as peers. */
export function peersOf(tarballs, name) {
  const manifest = tarballs.find((tarball) => tarball.manifest.name === name)?.manifest;
  const below = Object.keys(manifest?.dependencies ?? {}).flatMap((dependency) => peersOf(tarballs, dependency));
  const own = Object.keys(manifest?.peerDependencies ?? {}).filter((peer) => peer.startsWith('@temporalio/'));
  return [...new Set([...own, ...below])].sort();
}
