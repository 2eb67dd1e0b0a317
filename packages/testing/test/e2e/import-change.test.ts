import { beforeAll, describe, expect, test } from 'vitest';
import { resolveTemporalExecutable } from '../../src/resolve-temporal-server';
import { resolveTimeSkippingServer } from '../../src/resolve-time-skipping-server';
import { runProgram } from '../support/run-program';
import { temporaryDirectory } from '../support/temporary-directory';

let temporalCli: string;

beforeAll(async () => {
  temporalCli = (await resolveTemporalExecutable()).path;
  await resolveTimeSkippingServer();
}, 600_000);

// Nothing is downloaded: nothing listens at the proxy, and the SDK finds nothing in its temporary directory.
function withoutDownloads(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HTTPS_PROXY: 'http://127.0.0.1:9',
    TMPDIR: temporaryDirectory(),
    TEMPORAL_CLI_PATH: temporalCli,
  };
}

describe.each(['createLocal', 'createTimeSkipping'])(
  'a project that calls %s() where nothing can be downloaded',
  (create) => {
    test('fails with the SDK', async () => {
      const { exitCode, stderr } = await runProgram('greet.cjs', ['@temporalio', create], withoutDownloads()).result;

      expect(exitCode).toBe(1);
      expect(stderr).toContain('failed to download ephemeral server executable');
    });

    test('runs when nothing but the import names has changed', async () => {
      const { exitCode, stdout, stderr } = await runProgram('greet.cjs', ['@handrail', create], withoutDownloads())
        .result;

      // The server prints its addresses there, too.
      expect(stdout, stderr).toMatch(/^Hello, Ada!$/m);
      expect(exitCode).toBe(0);
    });
  },
);
