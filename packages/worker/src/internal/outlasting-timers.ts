import { SLA_TIMER } from '@handrail/common/guards';
import { formatDuration, type GuardHost, pointInSeconds } from '@handrail/common/host';
import { HR2017 } from '@handrail/errors';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
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
  const { namespace, workflowId, runId, workflowType } = info;
  for (const timer of timersIn(commands)) {
    const problem = pointInSeconds(`A timer of workflow "${workflowType}"`, 'duration', timer);
    if (problem !== undefined) host.judge(problem, workflowType, { inspect: { namespace, workflowId, runId } });
  }
  if (now === undefined || wasReset(info)) return;
  const ends = endsOf(info);
  for (const timer of timersIn(commands)) {
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

/** The server gives a run that is reset its whole timeouts again; the history goes on saying when it was begun. */
function wasReset({ runId, originalExecutionRunId }: WorkflowInfo): boolean {
  return Boolean(originalExecutionRunId) && originalExecutionRunId !== runId;
}

interface TimerCommand {
  readonly seq?: number;
  readonly startToFireTimeout?: Seconds | null;
}

/** How long the timers are that the server gets to know. One that is cancelled in the same activation it does not. */
function timersIn(commands: readonly Command[]): number[] {
  const cancelled = commands.map(({ cancelTimer }) => (cancelTimer as TimerCommand | null | undefined)?.seq);
  return commands.flatMap((command) => {
    const started = command['startTimer'] as TimerCommand | null | undefined;
    const timer = millisecondsIn(started?.startToFireTimeout);
    return timer === undefined || cancelled.includes(started?.seq ?? NaN) || isOfSla(command) ? [] : [timer];
  });
}

/** Whether it is our own timer that waits for the end of an SLA. */
function isOfSla({ userMetadata }: Command): boolean {
  const { summary } = (userMetadata ?? {}) as { readonly summary?: Payload | null };
  try {
    return summary != null && defaultPayloadConverter.fromPayload(summary) === SLA_TIMER;
  } catch {
    // Written by another converter.
    return false;
  }
}
