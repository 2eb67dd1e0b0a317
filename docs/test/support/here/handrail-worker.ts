// `@handrail/worker` as examples see it: a worker runs from its creation to the end of the example.
import * as real from '@handrail/worker';
import { here } from './here';

export * from '@handrail/worker';

export const Worker = {
  async create(options: real.WorkerOptions) {
    const worker = await real.Worker.create({
      connection: here().nativeConnection,
      namespace: here().namespace,
      ...options,
    });
    here().running.push(worker.runUntil(here().over));
    return worker;
  },
  runReplayHistory: (...parameters: Parameters<typeof real.Worker.runReplayHistory>) =>
    real.Worker.runReplayHistory(...parameters),
};

export const NativeConnection = {
  async connect(options: real.NativeConnectionOptions = {}) {
    const connection = await real.NativeConnection.connect(options);
    here().opened.push(connection);
    return connection;
  },
};
