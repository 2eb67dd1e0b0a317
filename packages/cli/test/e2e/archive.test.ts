// Keeps histories of a real server in files, and replays them without it.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, it, vi } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { runCommandLine } from '../support/run-command-line';

const workflows = fileURLToPath(new URL('../workflows/replayed-steady.ts', import.meta.url));

it('keeps closed histories in a folder, as handrail replay reads them', async () => {
  const queue = `archived-${randomUUID()}`;
  await runWorker({ workflows, taskQueue: queue }, async ({ client }) => {
    const handle = await client.workflow.start('steady', { taskQueue: queue, workflowId: `steady-${queue}` });
    await handle.terminate();
    const closed = () => client.workflow.count(`TaskQueue = "${queue}" AND ExecutionStatus = "Terminated"`);
    await vi.waitFor(async () => expect(await closed()).toMatchObject({ count: 1 }), {
      timeout: 20_000,
      interval: 100,
    });
  });
  const out = join(await mkdtemp(join(tmpdir(), 'archive-')), 'histories');
  const archive = (...parameters: string[]) =>
    runCommandLine([
      ...['archive', '--address', inject('temporalAddress'), '--query', `TaskQueue = "${queue}"`],
      ...parameters,
    ]);
  expect(await archive('--out', out)).toMatchObject({ stdout: `Archived 1 history to ${out}.\n`, exitCode: 0 });
  const again = await archive('--out', out, '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ schema: 'handrail.archive/1', archived: 0, present: 1 });
  const [day = ''] = await readdir(out);
  const [file = ''] = await readdir(join(out, day));
  const replayed = await runCommandLine(['replay', '--workflows', workflows, '--history', join(out, day, file)]);
  expect(replayed).toMatchObject({ exitCode: 0 });
});
