import { rigForTests } from '../../../../test-support/rig-for-tests';
import type { Rig, RunWorkerOptions } from '../../../../test-support/run-worker';
import { Client } from '../../src';

const workflows = new URL('../workflows/guarded.ts', import.meta.url);

/** One worker for all tests of a file; the histories that they made are replayed after the last one. */
export function rigForFile(options: Partial<RunWorkerOptions> = {}): Rig {
  return rigForTests({ workflows, clientPackage: { Client }, ...options });
}
