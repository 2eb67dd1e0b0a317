import type { OperationsClient } from './explain-execution';
import type { ExecutionFacts, Instant } from './facts';
import { describeExecution } from './gather/describe-execution';
import { readEvents } from './gather/history';
import { ServerCalls } from './internal/server-calls';
import { spansOf } from './timeline-spans';

/** A stretch of an execution's life: something that it waited for, or waits for. */
export interface TimelineSpan {
  readonly kind:
    | 'workflow task'
    | 'activity'
    | 'local activity'
    | 'timer'
    | 'child workflow'
    | 'nexus operation'
    | 'signal'
    | 'update'
    | 'cancellation';
  readonly label: string;
  /** Of an activity. */
  readonly id?: string | undefined;
  readonly start: Instant;
  /** Undefined while it is open. */
  readonly end?: Instant | undefined;
  readonly outcome: 'open' | 'done' | 'failed' | 'canceled' | 'timed out';
  readonly eventId?: number | undefined;
  /** What failed, or which attempt it is in. */
  readonly note?: string | undefined;
}

/** An execution as a picture: what it waited for, from its start to the moment of looking. */
export interface Timeline {
  readonly schema: 'handrail.timeline/1';
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  readonly status: ExecutionFacts['status'];
  readonly start: Instant;
  readonly end: Instant;
  /** In the order in which they began. */
  readonly spans: readonly TimelineSpan[];
  readonly notExamined: readonly string[];
}

/** What {@link readTimeline} takes. */
export interface TimelineOptions {
  /** @default the newest run */
  readonly runId?: string | undefined;
  /** Events from the end of the history. @default 2000 */
  readonly events?: number | undefined;
}

/**
 * Reads what an execution has waited for. Of a long history only the end is read.
 *
 * @returns undefined where the execution cannot be described
 */
export async function readTimeline(
  client: OperationsClient,
  workflowId: string,
  { runId, events = 2_000 }: TimelineOptions = {},
): Promise<Timeline | undefined> {
  const calls = new ServerCalls(client);
  const { namespace } = client.options;
  const answer = await describeExecution({ calls, namespace }, workflowId, runId);
  if (!answer.ok) return undefined;
  const execution = answer.value;
  const read = await readEvents(calls, namespace, execution, events);
  const first = read[0]?.eventId ?? 1;
  if (first > 1) calls.noteMissing(`the events before number ${first}`, `only the last ${read.length} are shown`);
  return {
    schema: 'handrail.timeline/1',
    workflowId,
    runId: execution.runId,
    workflowType: execution.workflowType,
    status: execution.status,
    start: first > 1 ? (read[0]?.time ?? execution.startTime) : execution.startTime,
    end: execution.closeTime ?? Math.max(Date.now(), read.at(-1)?.time ?? 0),
    spans: spansOf(read, execution),
    notExamined: calls.notExamined.map(({ what, why }) => `${what}: ${why}`),
  };
}
