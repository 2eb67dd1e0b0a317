import { BoundedSet, type GuardHost } from '@handrail/common/host';
import { HR1045, HR1046 } from '@handrail/errors';
import type { WorkflowInfo } from '@temporalio/workflow';
import type { Activated } from './watch-activations';

const MOST_RUNS = 10_000;

/** Runs that have called continueAsNew. Its end tells whether it came to something. */
const continuing = new BoundedSet(MOST_RUNS);
/** Runs that have ended otherwise. */
const ended = new BoundedSet(MOST_RUNS);
/** Runs of whose latest activation nothing is known but that they are cancelled. */
const justCancelled = new Set<string>();

type Execution = Pick<WorkflowInfo, 'namespace' | 'workflowId' | 'runId' | 'workflowType'>;

/** Watches how runs end, and when they are cancelled. What their code has called is handed out after its activation. */
export function noteEnds({ info, activation, commands }: Activated, host: GuardHost): void {
  const { runId } = info;
  const jobs = activation.jobs ?? [];
  const isCancelled = jobs.length > 0 && jobs.every(({ cancelWorkflow }) => cancelWorkflow != null);
  if (isCancelled && justCancelled.size < MOST_RUNS) justCancelled.add(runId);
  else justCancelled.delete(runId);
  const has = (kind: string) => commands.some((command) => command[kind] != null);
  if (!has('completeWorkflowExecution') && !has('failWorkflowExecution')) return;
  if (continuing.has(runId)) reportSwallowed(info, host);
  ended.add(runId);
}

/** `continueAsNew` was called. */
export function noteContinueAsNew(info: Execution, host: GuardHost): void {
  if (ended.has(info.runId)) reportSwallowed(info, host);
  continuing.add(info.runId);
}

/** HR1046: something was to be begun in a scope that is cancelled. Only what answers to the cancellation itself is a clean-up. */
export function noteLateCall(kind: unknown, name: string, info: Execution, host: GuardHost): void {
  const { workflowType, namespace, workflowId, runId } = info;
  const words = CALLS[String(kind)];
  if (words === undefined || !justCancelled.has(runId)) return;
  const call = `${words} "${name}"`;
  const problem = HR1046.problem({ workflow: workflowType, call });
  host.judge(problem, `${workflowType}/${call}`, { inspect: { namespace, workflowId, runId } });
}

const CALLS: Readonly<Record<string, string>> = {
  activity: 'activity',
  localActivity: 'local activity',
  childWorkflow: 'child workflow',
  nexusOperation: 'Nexus operation',
};

/** HR1045: it works by throwing, and something has caught that. */
function reportSwallowed({ workflowType, namespace, workflowId, runId }: Execution, host: GuardHost): void {
  const inspect = { namespace, workflowId, runId };
  host.judge(HR1045.problem({ workflow: workflowType }), workflowType, { inspect });
}
