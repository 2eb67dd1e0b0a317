import { judgeQueue, type QueueVerdict } from './backlog-verdict';
import type { OperationsClient } from './explain-execution';
import type { QueueFacts, QueueType } from './facts';
import { describeQueue } from './gather/queue';
import { listQueues } from './gather/task-queues';
import { gatherWorkerMetrics } from './gather/worker-metrics';
import { unpolledNames, withMeantNames } from './internal/meant-names';
import { type CallLimits, ServerCalls } from './internal/server-calls';
import { queueWorkers, type QueueWorkers } from './worker-metrics';

/** What {@link readBacklog} takes. */
export interface BacklogOptions {
  /** @default those of open executions and of their pending activities */
  readonly taskQueues?: readonly string[] | undefined;
  /** @default workflow and activity */
  readonly types?: readonly QueueType[] | undefined;
  /** How many open executions are looked at for their queues. @default 200 */
  readonly sample?: number | undefined;
  /** Addresses at which workers answer with their metrics, such as `http://127.0.0.1:9464/metrics`: for slots and latencies. */
  readonly metrics?: readonly string[] | undefined;
  /** Whether to look which queue is meant by the name of one that nobody polls. For a person, not at each scrape. @default false */
  readonly suggestNames?: boolean | undefined;
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
  /** What the workers say of themselves; null where they were not asked, or none of those asked works for this queue. */
  readonly workers: QueueWorkers | null;
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
  const [names, processes] = await Promise.all([
    options.taskQueues ?? listQueues(calls, namespace, sample),
    gatherWorkerMetrics(calls, options.metrics ?? []),
  ]);
  const described = await Promise.all(
    [...new Set(names)].flatMap((name) => types.map((type) => describeQueue(calls, namespace, type, name))),
  );
  const workersOf = ({ name, type }: QueueFacts) => queueWorkers(processes, namespace, name, type);
  const queues = described.flatMap((queue) => (queue === undefined ? [] : [toBacklog(queue, now(), workersOf(queue))]));
  const isInDoubt = options.suggestNames === true && unpolledNames(queues).size > 0;
  // What this list leaves out was not asked for.
  const known = isInDoubt ? await listQueues(new ServerCalls(client, limits), namespace, sample) : [];
  return {
    schema: 'handrail.backlog/1',
    namespace,
    queues: withMeantNames(queues, known),
    notExamined: calls.notExamined.map(({ what, why }) => `${what}: ${why}`),
  };
}

function toBacklog(queue: QueueFacts, now: number, workers: QueueWorkers | undefined): QueueBacklog {
  const { name, type, backlogCount, backlogAgeMilliseconds, addRate, dispatchRate } = queue;
  const { pollers, versions, ...verdict } = judgeQueue(queue, now, workers);
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
    workers: workers ?? null,
  };
}
