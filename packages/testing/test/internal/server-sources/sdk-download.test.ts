import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sdkDownload } from '../../../src/internal/server-sources/sdk-download';
import { machineWith } from '../../support/machines';
import { temporaryDirectory } from '../../support/temporary-directory';

test('the file that the SDK downloads gets a name of its own and may be run', async () => {
  const folder = temporaryDirectory();
  const machine = machineWith({
    run: (_program, parameters) => {
      writeFileSync(join(parameters.at(-1)!, 'temporal-sdk-typescript-1.24.0'), 'the server');
      return {};
    },
  });

  expect(await sdkDownload('dev-server').make(machine, folder)).toEqual({ executable: 'temporal' });
  expect(readFileSync(join(folder, 'temporal'), 'utf8')).toBe('the server');
  expect(statSync(join(folder, 'temporal')).mode & 0o111).toBe(0o111);
});

test("of the SDK's nested error the innermost part is told", async () => {
  const output =
    'REASON failed to download: error sending request for url (https://temporal.download/cli/default?arch=amd64): client error (Connect): dns error';
  const machine = machineWith({ run: () => ({ succeeded: false, failure: 'it ended with exit code 1', output }) });

  await expect(sdkDownload('dev-server').make(machine, temporaryDirectory())).rejects.toThrow(
    /^client error \(Connect\): dns error$/,
  );
});

test('a download that just ends is an error, too', async () => {
  await expect(sdkDownload('time-skipping').make(machineWith(), temporaryDirectory())).rejects.toThrow(
    'it left no file',
  );
});

test('a new SDK release gets a new server', () => {
  expect(sdkDownload('dev-server').entryName(machineWith())).toMatch(/^dev-server-sdk-1\.\d+\.\d+-linux-x64$/);
});
