// `@temporalio/worker` as examples see it: as `@handrail/worker` is shown to them.
import * as real from '@temporalio/worker';
import { here } from './here';

export * from '@temporalio/worker';

export const Worker = {
  async create(options: real.WorkerOptions) {
    const { nativeConnection: connection, namespace, running, over } = here();
    const worker = await real.Worker.create({ connection, namespace, ...options });
    running.push(worker.runUntil(over));
    return worker;
  },
};
