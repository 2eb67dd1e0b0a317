import { HR7022 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { QueueFacts } from '../facts';
import { type Found, seen } from '../finding';
import { lastFailureEvidence, untakenText } from '../internal/activity-text';
import { type Holder, RATE_WINDOW_MILLISECONDS, waitOf } from '../internal/activity-wait';
import { timeoutText } from '../internal/expiry';
import { rateText as rate, reachedLimit } from '../internal/reached-limit';
import { spokenTime } from '../internal/spoken-time';
import { taskStateOf } from '../internal/workflow-task-state';
import { agoText, freshPollers, handrail, type Situation, temporal } from '../situation';

// Nothing of an execution is processed while its workflow task waits.
const WORKFLOW_RANK = 5;

export const queueBacklog: Cause = {
  slug: 'queue-backlog',
  rank: 9,
  isOfPendingWork: true,
  find(situation) {
    const found: Found[] = [];
    const task = taskStateOf(situation);
    if (task.kind === 'backlog' && task.queue !== undefined) {
      const { workflowId } = situation.execution;
      const what = `The workflow task of "${workflowId}"`;
      const consequence = `Nothing is processed until a worker has a free slot. ${timeoutText(situation)}`;
      found.push({ ...describe(situation, task.queue, what, task.since, []), consequence, rank: WORKFLOW_RANK });
    }
    for (const activity of situation.execution.activities) {
      const wait = waitOf(situation, activity);
      if (wait.kind !== 'backlog' || wait.queue === undefined) continue;
      const what = `Activity "${activity.activityType}" (id ${activity.activityId})`;
      const { evidence, ...rest } = describe(situation, wait.queue, what, wait.since, wait.holders);
      found.push({
        ...rest,
        evidence: [...evidence, ...lastFailureEvidence(activity)],
        consequence: untakenText(situation, activity),
      });
    }
    return found;
  },
};

function unlimited(situation: Situation, { name, type }: QueueFacts): string {
  return temporal(situation, 'task-queue config set', {
    'task-queue': name,
    'task-queue-type': type,
    'queue-rps-limit': 'default',
    'queue-rps-limit-reason': 'the reason for the limit is gone',
  });
}

type Bottleneck = Parameters<typeof HR7022.problem>[0]['reason'];

function describe(
  situation: Situation,
  queue: QueueFacts,
  what: string,
  since: number | undefined,
  holders: readonly Holder[],
): Omit<Found, 'consequence'> & { evidence: Found['evidence'] } {
  const { now, workers } = situation.facts;
  const reason = bottleneckOf(queue, holders);
  const backlog = Math.max(1, queue.backlogCount);
  const slots = workers.filter(({ taskQueue }) => taskQueue === queue.name);
  return {
    problem: HR7022.problem({ what, taskQueue: queue.name, since: agoText(situation, since), backlog, reason }),
    evidence: [
      seen('it is scheduled and not started', since),
      seen(`backlog of the queue: ${backlog}, the oldest task ${spokenTime(queue.backlogAgeMilliseconds)} old`),
      seen(`tasks a second: ${rate(queue.addRate)} added, ${rate(queue.dispatchRate)} taken`),
      ...freshPollers(queue, now).map(({ identity, lastAccessTime }) =>
        seen(`worker ${identity} polls the queue`, lastAccessTime),
      ),
      ...distinct(holders).map(({ identity, activityType, workflowId, startedTime }) =>
        seen(
          `worker ${identity} lives and is at work on activity "${activityType}" of workflow "${workflowId}"`,
          startedTime,
        ),
      ),
      ...slots.map(({ identity, activitySlotsUsed = 0, activitySlotsAvailable = 0 }) =>
        seen(`worker ${identity}: ${activitySlotsUsed} activity slots used, ${activitySlotsAvailable} free`),
      ),
      ...(queue.rateLimit !== undefined && queue.rateLimit.source !== 'SYSTEM'
        ? [
            seen(
              `rate limit of the queue: ${rate(queue.rateLimit.perSecond)} a second, set by ${LIMITED_BY[queue.rateLimit.source]}`,
            ),
          ]
        : []),
    ],
    remedy: [
      { text: REMEDIES[reason], ...(reason === 'rate limit of the queue' && { command: unlimited(situation, queue) }) },
      {
        text: 'See the queue as a whole.',
        command: handrail(situation, 'backlog --task-queue', [queue.name]),
      },
    ],
    place: { view: 'task-queue', taskQueue: queue.name },
    since,
  };
}

const LIMITED_BY = { WORKER: 'its workers', API: 'the configuration of the queue', SYSTEM: 'the server' };

const REMEDIES: Record<Bottleneck, string> = {
  full: 'Add workers or slots, or give long activities a task queue of their own.',
  slow: 'Add workers.',
  'rate limit of a worker': 'Raise maxTaskQueueActivitiesPerSecond of the workers and restart them.',
  'rate limit of the queue': 'Raise the rate limit that was set for the queue, or take it away.',
};

function bottleneckOf(queue: QueueFacts, holders: readonly Holder[]): Bottleneck {
  const { dispatchRate, backlogAgeMilliseconds } = queue;
  const limit = reachedLimit(queue);
  if (limit !== undefined) return limit.source === 'WORKER' ? 'rate limit of a worker' : 'rate limit of the queue';
  // What was taken before the backlog began counts in the rate for a while.
  const isTaking = dispatchRate > 0 && (holders.length === 0 || backlogAgeMilliseconds > RATE_WINDOW_MILLISECONDS);
  return isTaking ? 'slow' : 'full';
}

const MOST_SHOWN = 3;

function distinct(holders: readonly Holder[]): Holder[] {
  const named = holders.filter(({ workflowId }) => workflowId !== '');
  return named.slice(0, MOST_SHOWN);
}
