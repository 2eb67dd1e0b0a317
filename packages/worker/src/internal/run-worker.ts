import { guardClient } from '@handrail/client';
import type { EffectivePolicy } from '@handrail/common';
import { addressOf, linksFor } from '@handrail/common/host';
import type { Worker } from '@temporalio/worker';
import { explainWorkerWorkflows } from './explain-worker';
import { noteWorkerCommands } from './note-commands';
import { explainHeartbeatFailures } from './watch-heartbeats';
import { translateWorkerError } from './translate-worker-error';

/** Runs a worker: the client that its activities take from their context is guarded, what stops it is explained. */
export async function runWorker(
  worker: Worker,
  next: (worker: Worker) => Promise<void>,
  policy: EffectivePolicy,
): Promise<void> {
  if (worker.client !== undefined) guardClient(worker.client);
  const links = linksFor(policy, addressOf(worker.connection));
  explainWorkerWorkflows(worker, links);
  noteWorkerCommands(worker);
  explainHeartbeatFailures(worker);
  try {
    await next(worker);
  } catch (error) {
    throw translateWorkerError(error, worker.options, { links });
  }
}
