import { asyncLocalStorage } from '@temporalio/activity';
import { logProblem, showThrown } from '@handrail/common/host';
import { enrich, HR5024, type Links } from '@handrail/errors';
import { currentOperation } from './nexus-operations';

/** The workers of this process, by the links of their policies. */
const workers = new Set<{ readonly links: Links }>();

/**
 * Says of an error that is about to end the process, a promise that nobody awaits or a throw in a timer, which activity has left it
 * behind. It is only looked at: whatever the process does with such errors it does as before.
 *
 * @returns ends it
 */
export function watchUncaughtErrors(links: Links): () => void {
  const worker = { links };
  if (workers.size === 0) process.on('uncaughtExceptionMonitor', explainUncaught);
  workers.add(worker);
  return () => {
    workers.delete(worker);
    if (workers.size === 0) process.off('uncaughtExceptionMonitor', explainUncaught);
  };
}

/** Appends to an error whose it is, where an activity or an operation has begun what has thrown it. */
export function explainUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): void {
  const culprit = culpritOf();
  const [worker] = workers;
  if (culprit === undefined || worker === undefined) return;
  const { name, inspect } = culprit;
  const problem = HR5024.problem({ culprit: name, origin, error: showThrown(error) });
  const context = { links: worker.links, ...(inspect && { inspect }) };
  // First, for it then says all this itself.
  logProblem(problem, context);
  enrich(error, problem, context);
}

interface Culprit {
  readonly name: string;
  readonly inspect?: { readonly namespace: string; readonly workflowId: string; readonly runId: string };
}

function culpritOf(): Culprit | undefined {
  const info = asyncLocalStorage.getStore()?.info;
  if (info !== undefined) {
    const { activityType, namespace, workflowExecution } = info;
    const inspect = workflowExecution && { namespace: namespace ?? 'default', ...workflowExecution };
    return { name: `activity "${activityType}"`, ...(inspect && { inspect }) };
  }
  const operation = currentOperation();
  return operation && { name: `Nexus operation "${operation.service}.${operation.operation}"` };
}
