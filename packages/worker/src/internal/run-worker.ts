import { guardClient } from '@handrail/client';
import type { EffectivePolicy } from '@handrail/common';
import { addressOf, createGuardHost, isDefaultConverter, linksFor, logProblem } from '@handrail/common/host';
import { enrich } from '@handrail/errors';
import { GracefulShutdownPeriodExpiredError, type Worker } from '@temporalio/worker';
import { explainEmptyFailures } from './empty-failures';
import { reportEmptyPayloads } from './empty-payloads';
import { explainActivityFailures } from './explain-activity-failures';
import { explainWorkerWorkflows } from './explain-worker';
import { reportMisshapenMemos } from './misshapen-memos';
import { refuseNamelessPatches } from './nameless-patches';
import { noteCommands } from './note-commands';
import { reportOutlastingTimers } from './outlasting-timers';
import { notePendingWork } from './pending-work';
import type { RunningActivities } from './running-activities';
import { currentRuntime } from './runtime-host';
import { explainTakenChildren } from './taken-children';
import { translateWorkerError } from './translate-worker-error';
import { watchUncaughtErrors } from './uncaught-errors';
import { watchActivations } from './watch-activations';
import { workflowCreatorOf } from './workflow-creator';

/** What a worker runs with. */
interface RunOptions {
  readonly policy: EffectivePolicy;
  /** @default none: a replay */
  readonly activities?: RunningActivities | undefined;
}

/** Runs a worker: the client that its activities take from their context is guarded, what stops it is explained. */
export async function runWorker(
  worker: Worker,
  next: (worker: Worker) => Promise<void>,
  { policy, activities }: RunOptions,
): Promise<void> {
  if (worker.client !== undefined) guardClient(worker.client);
  const links = linksFor(policy, addressOf(worker.connection));
  explainWorkerWorkflows(worker, links);
  const host = createGuardHost({ policy: { ...policy, links: links as EffectivePolicy['links'] } });
  const isDefault = isDefaultConverter(worker.options.loadedDataConverter);
  watchActivations(workflowCreatorOf(worker), (activated) => {
    noteCommands(activated);
    notePendingWork(activated);
    reportOutlastingTimers(activated, host);
    reportMisshapenMemos(activated, host);
    if (isDefault) reportEmptyPayloads(activated, host);
    explainEmptyFailures(activated, links);
    const refuse = () => refuseNamelessPatches(activated, host);
    // Hardly any activation has something to wait for.
    return explainTakenChildren(activated, worker, links)?.then(refuse) ?? refuse();
  });
  explainActivityFailures(worker, { links, logger: () => currentRuntime()?.logger });
  const stopWatching = watchUncaughtErrors(links);
  try {
    await next(worker);
  } catch (error) {
    const left = error instanceof GracefulShutdownPeriodExpiredError ? activities?.killed() : undefined;
    if (left !== undefined) {
      // Whoever started the worker may look at nothing but the log.
      logProblem(left, { links }, { taskQueue: worker.options.taskQueue });
      enrich(error, left, { links });
    }
    throw translateWorkerError(error, worker.options, { links });
  } finally {
    stopWatching();
  }
}
