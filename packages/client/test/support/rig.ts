import { afterAll, beforeAll } from 'vitest';
import { type Rig, runWorker, type RunWorkerOptions } from '../../../../test-support/run-worker';
import { Client } from '../../src';

/** One worker for all tests of a file; the histories that they made are replayed after the last one. */
export function rigForFile(options: Partial<RunWorkerOptions> = {}): Rig {
  let rig: Rig | undefined;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let running: Promise<void>;
  beforeAll(async () => {
    await new Promise<void>((ready, failed) => {
      const workflows = new URL('../workflows/guarded.ts', import.meta.url);
      running = runWorker({ workflows, clientPackage: { Client }, ...options }, async (started) => {
        rig = started;
        ready();
        await finished;
      });
      running.catch(failed);
    });
  });
  afterAll(async () => {
    finish();
    await running;
  });
  return new Proxy({} as Rig, { get: (_, name) => rig?.[name as keyof Rig] });
}
