import { readFileSync } from 'node:fs';
import { chmod, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { executableName, type Machine } from '../machine';
import { reportWhile } from '../progress';
import type { CommandResult } from '../run-command';
import type { ServerMaker } from './server-source';

const SILENCE_SECONDS = 30;

/** The download that the SDK's own test environment does, kept in our cache instead of the temporary directory. */
export function sdkDownload(server: 'dev-server' | 'time-skipping'): ServerMaker {
  const label = server === 'dev-server' ? 'the Temporal server' : 'the time-skipping server';
  return {
    way: "the SDK's download from temporal.download",
    entryName: ({ platform, architecture }) => `${server}-sdk-${sdkVersion()}-${platform}-${architecture}`,
    async make(machine, folder) {
      const { failure, output } = await download(machine, server, label, folder);
      if (failure !== undefined) throw new Error(reasonIn(output) ?? failure);
      const downloaded = await downloadedFile(folder);
      if (downloaded === undefined) throw new Error('it left no file');
      const executable = executableName(
        server === 'dev-server' ? 'temporal' : 'temporal-test-server',
        machine.platform,
      );
      await rename(join(folder, downloaded), join(folder, executable));
      await chmod(join(folder, executable), 0o755);
      return { executable };
    },
  };
}

// In a process of its own: the SDK's native runtime can be installed only once in a process, which is the user's to do, and
// its download has no time limit where packets are dropped.
const DOWNLOAD_SCRIPT = `
const [testing, server, downloadDir] = process.argv.slice(1);
const { TestWorkflowEnvironment } = require(testing);
const create = server === 'dev-server' ? 'createLocal' : 'createTimeSkipping';
TestWorkflowEnvironment[create]({ server: { executable: { type: 'cached-download', downloadDir } } })
  .then((environment) => environment.teardown())
  .catch((error) => {
    console.error('REASON ' + String(error.message).replaceAll('\\n', ' '));
    process.exitCode = 1;
  });
`;

async function download(machine: Machine, server: string, label: string, folder: string): Promise<CommandResult> {
  const silence = new AbortController();
  let bytes = 0;
  let lastChange = performance.now();
  const watch = setInterval(() => {
    void bytesIn(folder).then((now) => {
      if (now !== bytes) [bytes, lastChange] = [now, performance.now()];
      if (performance.now() - lastChange > SILENCE_SECONDS * 1_000)
        silence.abort(`nothing arrived for ${SILENCE_SECONDS} seconds`);
    });
  }, 1_000);
  const describe = (): string => {
    const megabytes = Math.round(bytes / 1_000_000);
    return `Downloading ${label}${megabytes > 0 ? ` (${megabytes} MB so far)` : ''}`;
  };
  try {
    return await reportWhile(machine.onProgress, describe, () =>
      machine.run(process.execPath, ['-e', DOWNLOAD_SCRIPT, require.resolve('@temporalio/testing'), server, folder], {
        signal: silence.signal,
      }),
    );
  } finally {
    clearInterval(watch);
  }
}

// The native error repeats itself from the outside in; what went wrong comes after the address.
function reasonIn(output: string): string | undefined {
  return /^REASON (?:.*\(https?:[^)]*\): )?(.*)$/m.exec(output)?.[1];
}

async function downloadedFile(folder: string): Promise<string | undefined> {
  return (await readdir(folder)).find((name) => !name.endsWith('.downloading'));
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder).catch(() => []))
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  return bytes;
}

function sdkVersion(): string {
  const { version } = JSON.parse(readFileSync(require.resolve('@temporalio/testing/package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
