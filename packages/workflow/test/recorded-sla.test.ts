import { bundleWorkflowCode, Worker } from '@handrail/worker';
import { DefaultLogger } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// Histories that were recorded once and are never recorded again: what stands in them is permanent. Each is replayed by the code of
// today.
const FOLDER = new URL('./fixtures/histories/', import.meta.url);

const workflowsPath = fileURLToPath(new URL('./workflows/sla.ts', import.meta.url));
const bundle = bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });

it('has all of them', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(
    [
      'begun-by-a-raw-worker.json',
      'late-and-extended.json',
      'moved-and-paused.json',
      'moved-and-paused-second-run.json',
      'without-sla.json',
    ].sort(),
  );
});

it.each(readdirSync(FOLDER))('replays %s', { timeout: 60_000 }, async (file) => {
  const history: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  await Worker.runReplayHistory({ workflowBundle: await bundle }, history, file);
});
