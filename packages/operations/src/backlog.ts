import { judgeQueue, type QueueVerdict } from './backlog-verdict';
import type { OperationsClient } from './explain-execution';
import type { QueueFacts, QueueType } from './facts';
import { describeQueue } from './gather/queue';
import { listQueues } from './gather/task-queues';
import { type CallLimits, ServerCalls } from './internal/server-calls';

/** What {@link readBacklog} takes. */
export interface BacklogOptions {
  /** @default those of open executions and of their pending activities */
  readonly taskQueues?: readonly string[] | undefined;
  /** @default workflow and activity */
  readonly types?: readonly QueueType[] | undefined;
  /** How many open executions are looked at for their queues. @default 200 */
  readonly sample?: number | undefined;
  readonly limits?: CallLimits | undefined;
  /** The time of looking, in milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** One task queue, of one type. */
export interface QueueBacklog extends QueueVerdict {
  readonly taskQueue: string;
  readonly type: QueueType;
  readonly backlogCount: number;
  /** How long the oldest task has waited. */
  readonly backlogAgeSeconds: number;
  readonly addedPerSecond: number;
  readonly takenPerSecond: number;
  /** Workers that have polled within 70 seconds. */
  readonly pollers: number;
  /** Deployment versions among them. */
  readonly versions: readonly string[];
}

/** The answer of {@link readBacklog}. */
export interface BacklogReport {
  readonly schema: 'handrail.backlog/1';
  readonly namespace: string;
  readonly queues: readonly QueueBacklog[];
  readonly notExamined: readonly string[];
}

/**
 * Says of each task queue whether its workers keep up: what waits, for how long, what is added and taken, and who polls.
 * This is what to alert on, in place of schedule-to-start timeouts.
 */
export async function readBacklog(client: OperationsClient, options: BacklogOptions = {}): Promise<BacklogReport> {
  const { types = ['workflow', 'activity'], sample = 200, limits, now = Date.now } = options;
  const { namespace } = client.options;
  const calls = new ServerCalls(client, limits);
  const names = options.taskQueues ?? (await listQueues(calls, namespace, sample));
  const described = await Promise.all(
    names.flatMap((name) => types.map((type) => describeQueue(calls, namespace, type, name))),
  );
  return {
    schema: 'handrail.backlog/1',
    namespace,
    queues: described.flatMap((queue) => (queue === undefined ? [] : [toBacklog(queue, now())])),
    notExamined: calls.notExamined.map(({ what, why }) => `${what}: ${why}`),
  };
}

function toBacklog(queue: QueueFacts, now: number): QueueBacklog {
  const { name, type, backlogCount, backlogAgeMilliseconds, addRate, dispatchRate } = queue;
  const { pollers, versions, ...verdict } = judgeQueue(queue, now);
  return {
    taskQueue: name,
    type,
    ...verdict,
    backlogCount,
    backlogAgeSeconds: backlogAgeMilliseconds / 1_000,
    addedPerSecond: addRate,
    takenPerSecond: dispatchRate,
    pollers,
    versions,
  };
}
