// Prometheus and promtool, with which the alerts in monitoring/ are tested. npm has neither.
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StepFailure } from '../tools/run-steps.mjs';

export const prometheus = {
  name: 'Get Prometheus',
  fix: 'follow the advice above, then run the command again.',
  async run({ detail }) {
    const { way } = await resolvePrometheus({ onProgress: ({ message }) => detail(message) });
    return { note: way };
  },
};

/**
 * Finds Prometheus on the PATH or in Handrail's cache, else gets it from the system's package archive: only its two programs are
 * unpacked, into the cache. Nothing is installed, and no service is started.
 *
 * @param {{ onProgress?: (progress: { message: string }) => void, environment?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ prometheus: string, promtool: string, way: string }>}
 */
export async function resolvePrometheus({ onProgress = () => {}, environment = process.env } = {}) {
  // Only there once the packages are built.
  const { searchServer } = await import('../../packages/testing/lib/internal/search-server.js');
  const { thisMachine } = await import('../../packages/testing/lib/internal/machine.js');
  const { path, way, attempts } = await searchServer(
    { server: 'prometheus', finders: [onThePath], makers: [packageArchive] },
    thisMachine(environment, onProgress),
  );
  if (path === undefined) throw new StepFailure(adviceAfter(attempts));
  return { prometheus: path, promtool: join(dirname(path), 'promtool'), way };
}

const onThePath = {
  way: 'the PATH',
  async find(machine) {
    const [server, tool] = await Promise.all([machine.findProgram('prometheus'), machine.findProgram('promtool')]);
    if (server === undefined || tool === undefined)
      throw new Error('there is no `prometheus` with `promtool` beside it');
    if (dirname(server) !== dirname(tool)) throw new Error('`prometheus` and `promtool` lie in different folders');
    return server;
  },
};

const packageArchive = {
  way: '`apt-get download prometheus`',
  entryName: ({ platform, architecture }) => `prometheus-apt-${platform}-${architecture}`,
  async make(machine, folder) {
    const apt = await machine.findProgram('apt-get');
    const unpacker = await machine.findProgram('dpkg-deb');
    if (apt === undefined || unpacker === undefined) throw new Error('there is no `apt-get` with `dpkg-deb`');
    const work = join(folder, 'download');
    await mkdir(work);
    machine.onProgress({ message: 'Downloading Prometheus (20 MB)', elapsedMilliseconds: 0 });
    await download(machine, apt, work);
    const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
    await run(machine, unpacker, ['-x', join(work, archive), join(work, 'files')]);
    for (const program of ['prometheus', 'promtool']) {
      await rename(join(work, 'files/usr/bin', program), join(folder, program));
    }
    await rm(work, { recursive: true });
    await run(machine, join(folder, 'promtool'), ['--version']);
    return { executable: 'prometheus' };
  },
};

async function download(machine, apt, directory) {
  try {
    await run(machine, apt, ['download', 'prometheus'], { directory });
  } catch {
    // Images come without the archive's lists. Into folders of our own, for which nobody has to be root.
    const [lists, cache] = [join(directory, 'lists'), join(directory, 'cache')];
    await mkdir(join(lists, 'partial'), { recursive: true });
    await mkdir(join(cache, 'archives/partial'), { recursive: true });
    const own = ['-o', `Dir::State::lists=${lists}`, '-o', `Dir::Cache=${cache}`];
    await run(machine, apt, [...own, 'update'], { directory });
    await run(machine, apt, [...own, 'download', 'prometheus'], { directory });
  }
}

async function run(machine, program, parameters, options) {
  const { succeeded, failure, output } = await machine.run(program, parameters, options);
  if (!succeeded) throw new Error(`\`${parameters.at(-1)}\`: ${failure}: ${output.split('\n').at(-1)}`);
}

function adviceAfter(attempts) {
  return [
    'The alerts in monitoring/ are tested with Prometheus and promtool, which could not be had:',
    ...attempts.map(({ way, reason }) => `  - ${way}: ${reason}`),
    'Install them, so that both are on the PATH:',
    '  Debian, Ubuntu: apt-get install prometheus',
    '  macOS:          brew install prometheus',
    '  elsewhere:      unpack an archive of https://prometheus.io/download/',
  ].join('\n');
}
