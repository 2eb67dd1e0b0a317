import { defineError } from '../define-error';

export const HR7022 = defineError<{
  what: string;
  taskQueue: string;
  since: string;
  backlog: number;
  reason: Bottleneck;
}>({
  code: 'HR7022',
  title: 'Tasks wait although workers poll their queue',
  disposition: 'report',
  head: ({ what, taskQueue, since, backlog, reason }) =>
    `${what} has waited ${since} on task queue "${taskQueue}", with ${backlog} ${backlog === 1 ? 'task' : 'tasks'} in the backlog: ${REASONS[reason]}.`,
  why: () =>
    'the workers are alive and too few: everything on this queue is late, and gets later while more is added than taken.',
  fix: ({ reason }) => REMEDIES[reason],
  example: {
    what: 'Activity "charge" (id 1)',
    taskQueue: 'payments',
    since: '3 minutes',
    backlog: 120,
    reason: 'full',
  },
});

type Bottleneck = 'full' | 'slow' | 'rate limit of a worker' | 'rate limit of the queue';

const REASONS: Record<Bottleneck, string> = {
  full: 'all slots of its workers are taken, and none gets free',
  slow: 'its workers take tasks, more slowly than they are added',
  'rate limit of a worker': "the workers' own rate limit holds it back",
  'rate limit of the queue': "the queue's rate limit holds it back",
};

const REMEDIES: Record<Bottleneck, string> = {
  full: 'add workers or slots, or give long activities a queue of their own.',
  slow: 'add workers.',
  'rate limit of a worker': 'raise maxTaskQueueActivitiesPerSecond of the workers.',
  'rate limit of the queue': 'raise the rate limit that was set for the queue.',
};
