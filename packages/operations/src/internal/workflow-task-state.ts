import type { ExecutionFacts, Instant, QueueFacts, WorkflowTaskFacts } from '../facts';
import { freshPollers, queueOf, type Situation } from '../situation';
import { unknownBuilds } from './expected-build';
import { expectedVersion, type ExpectedVersion, unpolledShare } from './expected-version';
import { latest } from './liveness';

/** How long a task may be on its way to a worker that waits for one. */
export const HANDOVER_MILLISECONDS = 2_000;

// For so long a queue may be behind with what came in at once, and be well.
const BURST_MILLISECONDS = 10_000;

// A cached execution's task waits this long for the worker that has it, on a queue that no call shows.
const STICKY_MILLISECONDS = 12_000;

/** Whether the tasks of a queue are taken within seconds, so that one which is not among the first of them is taken as well. */
export function isPassing({ backlogCount, backlogAgeMilliseconds, dispatchRate }: QueueFacts, waited: number): boolean {
  if (waited > BURST_MILLISECONDS || backlogCount === 0 || dispatchRate === 0) return false;
  const turn = (backlogCount / dispatchRate) * 1_000;
  return backlogAgeMilliseconds <= HANDOVER_MILLISECONDS || turn <= BURST_MILLISECONDS / 2;
}

/** Where the workflow task of an execution is. */
export type TaskState =
  | { readonly kind: 'none' }
  /** A worker has it, or takes it within seconds. */
  | { readonly kind: 'moving'; readonly task: WorkflowTaskFacts; readonly since: Instant | undefined }
  | WaitingTask
  | { readonly kind: 'failing'; readonly task: WorkflowTaskFacts };

export interface WaitingTask {
  readonly kind: 'no-worker' | 'wrong-version' | 'backlog' | 'cannot-tell';
  readonly task: WorkflowTaskFacts;
  readonly since: Instant | undefined;
  readonly queue: QueueFacts | undefined;
  /** Whose workers do not poll. */
  readonly expected?: ExpectedVersion | undefined;
  readonly why?: string | undefined;
}

/** Reads the pending workflow task together with the pollers of its queue. */
export function taskStateOf(situation: Situation): TaskState {
  const { facts, execution } = situation;
  const { workflowTask, status } = execution;
  if (workflowTask === undefined || status !== 'RUNNING') return { kind: 'none' };
  const task = countedOn(execution, workflowTask);
  const isFailing = task.attempt > 1 && !isStartedOver(situation, task);
  if (task.state === 'STARTED') {
    return isFailing ? { kind: 'failing', task } : { kind: 'moving', task, since: task.startedTime };
  }
  const since = task.scheduledTime;
  const waited = since === undefined ? 0 : facts.now - since;
  const queue = queueOf(situation, 'workflow', execution.taskQueue);
  const waiting = { task, since, queue };
  if (queue === undefined) {
    if (isFailing) return { kind: 'failing', task };
    if (waited <= STICKY_MILLISECONDS) return { kind: 'moving', task, since };
    return {
      kind: 'cannot-tell',
      ...waiting,
      why: `the pollers of task queue "${execution.taskQueue}" could not be read`,
    };
  }
  const fresh = freshPollers(queue, facts.now);
  if (fresh.length === 0) return { kind: 'no-worker', ...waiting };
  const expected = expectedVersion(execution, queue);
  const fitting = fresh.filter((poller) => expected.accepts(poller));
  if (fitting.length === 0) return { kind: 'wrong-version', ...waiting, expected };
  if (isFailing) return { kind: 'failing', task };
  if (waited <= HANDOVER_MILLISECONDS || isPassing(queue, waited)) return { kind: 'moving', task, since };

  const lastPoll = latest(fitting.map(({ lastAccessTime }) => lastAccessTime)) ?? 0;
  const hasPolledSince = since === undefined || lastPoll >= since;
  const share = unpolledShare(expected, queue, fresh);
  if (share !== undefined && hasPolledSince) return { kind: 'wrong-version', ...waiting, expected: share };
  const legacy = unknownBuilds(queue, fitting);
  if (legacy.length > 0 && waited > STICKY_MILLISECONDS) {
    const why = `task queue "${queue.name}" is polled by workers with legacy versioning (build id ${legacy.join(', ')}), and which build id gets its workflow task is not looked at: see temporal task-queue get-build-ids`;
    return { kind: 'cannot-tell', ...waiting, why };
  }
  const isWorkedElsewhere = facts.workflowTasksElsewhere.some(({ taskQueue }) => taskQueue === queue.name);
  if (queue.backlogCount > 0 && (hasPolledSince || isWorkedElsewhere)) return { kind: 'backlog', ...waiting };
  return {
    kind: 'cannot-tell',
    ...waiting,
    why:
      waited <= STICKY_MILLISECONDS && execution.history?.lastTaskCompleted !== undefined
        ? `its workflow task still waits for the worker that has it in its cache; ask again in ${Math.ceil(STICKY_MILLISECONDS / 1_000)} seconds`
        : hasPolledSince
          ? `workers poll task queue "${queue.name}", and none of them is given its workflow task`
          : `${fitting[0]?.identity ?? 'the worker'} has not polled task queue "${queue.name}" since the workflow task was scheduled: it is gone, or all of its slots are taken; after 70 seconds of silence it is gone`,
  };
}

/** The server counts attempts anew where something has come in since one that failed, which the next one fails with all the same. */
function countedOn({ history }: ExecutionFacts, task: WorkflowTaskFacts): WorkflowTaskFacts {
  const hasFailed = history?.taskFailure !== undefined || history?.taskTimeout?.type === 'START_TO_CLOSE';
  return hasFailed && task.attempt === 1 ? { ...task, attempt: 2 } : task;
}

// So often in so short a time the server starts a task over while events pour in.
const STARTED_OVER = { attempts: 2, milliseconds: 10_000 };

/** Whether a task is in a later attempt through nobody's fault: later attempts leave no events, so that this holds for a while. */
function isStartedOver({ facts, execution }: Situation, { attempt }: WorkflowTaskFacts): boolean {
  const { taskRestart, taskFailure, taskTimeout } = execution.history ?? {};
  if (taskRestart === undefined || taskFailure !== undefined || taskTimeout !== undefined) return false;
  return attempt <= STARTED_OVER.attempts || facts.now - taskRestart.time <= STARTED_OVER.milliseconds;
}
