import { codeOf } from '@handrail/errors';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporalCliPath } from '../../../src/internal/server-sources/temporal-cli-path';
import { machineWith } from '../../support/machines';
import { temporaryDirectory } from '../../support/temporary-directory';

async function executable(): Promise<string> {
  const path = join(temporaryDirectory(), 'temporal');
  await writeFile(path, '', { mode: 0o755 });
  return path;
}

test('the CLI that TEMPORAL_CLI_PATH names is taken', async () => {
  const path = await executable();
  const machine = machineWith({
    environment: { TEMPORAL_CLI_PATH: path },
    run: () => ({ output: 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)' }),
  });

  expect(await temporalCliPath.find(machine)).toBe(path);
});

test('without it there is nothing to find', async () => {
  await expect(temporalCliPath.find(machineWith())).rejects.toThrow('it is not set');
});

test('a path where nothing is gets refused by name', async () => {
  const machine = machineWith({ environment: { TEMPORAL_CLI_PATH: '/opt/temporal' } });

  await expect(temporalCliPath.find(machine)).rejects.toThrow(
    '[HR9011] TEMPORAL_CLI_PATH is "/opt/temporal", but no executable file is there.',
  );
});

test('a folder is not a program', async () => {
  const folder = temporaryDirectory();
  const error = await temporalCliPath.find(machineWith({ environment: { TEMPORAL_CLI_PATH: folder } })).catch(codeOf);

  expect(error).toBe('HR9011');
});

test('another program of that name gets refused with what it says of itself', async () => {
  const path = await executable();
  const machine = machineWith({
    environment: { TEMPORAL_CLI_PATH: path },
    run: () => ({ output: 'Temporal tables 3.1\nCopyright' }),
  });

  await expect(temporalCliPath.find(machine)).rejects.toThrow(
    `TEMPORAL_CLI_PATH is "${path}", but ${path} is not Temporal's CLI (it says "Temporal tables 3.1").`,
  );
});
