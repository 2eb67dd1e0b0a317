import { formatDuration, type GuardHost } from '@handrail/common/host';
import { HR2017 } from '@handrail/errors';
import type { WorkflowInfo } from '@temporalio/workflow';
import { type Activated, millisecondsIn } from './watch-activations';
import type { Command, Seconds } from './workflow-creator';

/** A timeout of the server's that ends a run, and when it will. */
interface End {
  readonly field: 'workflowRunTimeout' | 'workflowExecutionTimeout';
  readonly limit: number;
  readonly at: number;
}

/**
 * HR2017: says which timers a run will not live to see. The default run timeout makes this easy to meet: a workflow that
 * sleeps for a month ends on day 21 without a word.
 */
export function reportOutlastingTimers({ info, activation, commands }: Activated, host: GuardHost): void {
  // A timer of the past was told of when it was started.
  if (activation.isReplaying === true || !commands.some(({ startTimer }) => startTimer != null)) return;
  const now = millisecondsIn(activation.timestamp);
  if (now === undefined) return;
  const ends = endsOf(info);
  const { namespace, workflowId, runId, workflowType } = info;
  for (const timer of commands.flatMap(timerOf)) {
    const cut = ends.find(({ at }) => now + timer > at);
    if (cut === undefined) continue;
    const { field, limit } = cut;
    const facts = { workflowType, timer: formatDuration(timer), field, limit: formatDuration(limit) };
    host.judge(HR2017.problem(facts), workflowType, { inspect: { namespace, workflowId, runId } });
  }
}

function endsOf({ runTimeoutMs, runStartTime, executionTimeoutMs, executionExpirationTime }: WorkflowInfo): End[] {
  const ends: End[] = [];
  // The execution's comes first: continue-as-new is no way out of it.
  if (executionTimeoutMs !== undefined && executionExpirationTime !== undefined) {
    ends.push({ field: 'workflowExecutionTimeout', limit: executionTimeoutMs, at: executionExpirationTime.getTime() });
  }
  if (runTimeoutMs) {
    ends.push({ field: 'workflowRunTimeout', limit: runTimeoutMs, at: runStartTime.getTime() + runTimeoutMs });
  }
  return ends;
}

function timerOf({ startTimer }: Command): number[] {
  const started = startTimer as { readonly startToFireTimeout?: Seconds | null } | null | undefined;
  const timer = millisecondsIn(started?.startToFireTimeout);
  return timer === undefined ? [] : [timer];
}
