import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { resolveTemporalExecutable, resolveTimeSkippingServer } from '@handrail/testing';

/**
 * A temporary folder in which the SDK's test environment finds the servers that it would download otherwise, under the names
 * that it looks for. Gives the environment variables that make the SDK look there.
 */
export async function seedServers(project, folder) {
  await mkdir(folder, { recursive: true });
  const version = await testingVersion(project);
  if (version !== undefined) {
    await writeLauncher(join(folder, `temporal-sdk-typescript-${version}`), await resolveTemporalExecutable());
    await writeLauncher(
      join(folder, `temporal-test-server-sdk-typescript-${version}`),
      await resolveTimeSkippingServer(),
    );
  }
  return { TMPDIR: folder };
}

// A file of its own, not a link: the SDK removes what it takes for a download that is older than a day.
async function writeLauncher(path, executable) {
  await writeFile(path, `#!/bin/sh\nexec '${executable.path.replaceAll("'", `'\\''`)}' "$@"\n`, { mode: 0o755 });
}

async function testingVersion(project) {
  const require = createRequire(join(project, 'package.json'));
  try {
    return JSON.parse(await readFile(require.resolve('@temporalio/testing/package.json'), 'utf8')).version;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
