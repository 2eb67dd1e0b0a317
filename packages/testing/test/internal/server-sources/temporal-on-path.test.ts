import { expect, test } from 'vitest';
import { temporalOnPath } from '../../../src/internal/server-sources/temporal-on-path';
import { machineWith } from '../../support/machines';

const programs = { temporal: '/usr/bin/temporal' };

test('an installed CLI is taken', async () => {
  const machine = machineWith({ programs, run: () => ({ output: 'temporal version 1.5.1' }) });

  expect(await temporalOnPath.find(machine)).toBe('/usr/bin/temporal');
});

test('a broken one is passed over, with the reason', async () => {
  const machine = machineWith({ programs, run: () => ({ succeeded: false, failure: 'it was ended by SIGSEGV' }) });

  await expect(temporalOnPath.find(machine)).rejects.toThrow('/usr/bin/temporal does not run: it was ended by SIGSEGV');
});
