import { guardClient } from '@handrail/client';
import type { EffectivePolicy } from '@handrail/common';
import { addressOf, createGuardHost, isDefaultConverter, linksFor, type PolicyHolder } from '@handrail/common/host';
import type { Worker } from '@temporalio/worker';
import { explainEmptyFailures } from './empty-failures';
import { reportEmptyPayloads } from './empty-payloads';
import { explainActivityFailures } from './explain-activity-failures';
import { watchExpiredShutdown } from './expired-shutdown';
import { explainWorkerWorkflows } from './explain-worker';
import { noteEnds } from './lost-calls';
import { reportMisshapenMemos } from './misshapen-memos';
import { refuseNamelessPatches } from './nameless-patches';
import { reportLostWork } from './lost-work';
import { noteCommands } from './note-commands';
import { reportOutlastingTimers } from './outlasting-timers';
import { notePendingWork } from './pending-work';
import { reportLosses } from './report-losses';
import { reportNondeterminism } from './report-nondeterminism';
import type { RunningActivities } from './running-activities';
import { currentRuntime } from './runtime-host';
import { reportSentSignals } from './sent-signals';
import { watchStalledWorkflows } from './stalled-workflows';
import { reportStarterPolicy } from './starter-policy';
import { explainTakenChildren } from './taken-children';
import { translateWorkerError } from './translate-worker-error';
import { watchUncaughtErrors } from './uncaught-errors';
import { watchActivations } from './watch-activations';
import { workflowCreatorOf } from './workflow-creator';

/** What a worker runs with. */
interface RunOptions {
  readonly holder: PolicyHolder;
  /** @default none: a replay */
  readonly activities?: RunningActivities | undefined;
}

/** Runs a worker: the client that its activities take from their context is guarded, what stops it is explained. */
export async function runWorker(
  worker: Worker,
  next: (worker: Worker) => Promise<void>,
  { holder, activities }: RunOptions,
): Promise<void> {
  const { policy } = holder;
  if (worker.client !== undefined) guardClient(worker.client);
  const links = linksFor(policy, addressOf(worker.connection));
  // First: the others take their time as well.
  watchStalledWorkflows(worker, links);
  explainWorkerWorkflows(worker, links);
  const host = createGuardHost({ policy: { ...policy, links: links as EffectivePolicy['links'] } });
  const isDefault = isDefaultConverter(worker.options.loadedDataConverter);
  const logger = () => currentRuntime()?.logger;
  const noteReplayed = reportNondeterminism(worker, { links, logger });
  watchActivations(workflowCreatorOf(worker), (activated) => {
    // First: it takes off the payloads what codecs must not see.
    reportLosses(activated, host);
    noteCommands(activated);
    noteEnds(activated, host);
    noteReplayed(activated);
    reportStarterPolicy(activated, holder);
    notePendingWork(activated);
    reportOutlastingTimers(activated, host);
    reportLostWork(activated, host);
    reportMisshapenMemos(activated, host);
    reportSentSignals(activated, host);
    if (isDefault) reportEmptyPayloads(activated, host);
    explainEmptyFailures(activated, links);
    const refuse = () => refuseNamelessPatches(activated, host);
    // Hardly any activation has something to wait for.
    return explainTakenChildren(activated, worker, links)?.then(refuse) ?? refuse();
  });
  explainActivityFailures(worker, { links, logger });
  const stopWatching = watchUncaughtErrors(links);
  const expired = watchExpiredShutdown(worker, () => activities?.killed(), links);
  try {
    await next(worker);
  } catch (error) {
    throw expired.explain(error) ?? translateWorkerError(error, worker.options, { links });
  } finally {
    stopWatching();
  }
}
