import { afterAll, beforeAll } from 'vitest';
import { type Rig, runWorker, type RunWorkerOptions } from './run-worker';

/**
 * One worker for all tests of a file, or of the `describe` that this is called in; the histories that they made are replayed after
 * the last one. It can be used once the tests run.
 */
export function rigForTests(options: RunWorkerOptions): Rig {
  let rig: Rig | undefined;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let running: Promise<void>;
  beforeAll(async () => {
    await new Promise<void>((ready, failed) => {
      running = runWorker(options, async (started) => {
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
