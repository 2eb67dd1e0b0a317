import { defineError } from '../define-error';

type Activity = { readonly activityType: string; readonly attempt: number; readonly workflowId?: string };

export const HR5019 = defineError<{
  taskQueue: string;
  activities: readonly Activity[];
  /** Why they were told to stop; `killed` once the worker has given up on them. */
  reason: 'cancelled' | 'shutdown' | 'killed';
  seconds: number;
}>({
  code: 'HR5019',
  title: 'An activity goes on after it was told to stop',
  disposition: 'report',
  head: ({ taskQueue, activities, reason, seconds }) => {
    const names = list(activities);
    if (reason === 'killed')
      return `The worker of task queue "${taskQueue}" has ended while ${names} ${activities.length === 1 ? 'was' : 'were'} still running: shutdownForceTime is over.`;
    const time = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
    return reason === 'shutdown'
      ? `The worker of task queue "${taskQueue}" is shutting down and has waited ${time} for ${names}, told to stop and still running.`
      : `${names.charAt(0).toUpperCase()}${names.slice(1)} ${activities.length === 1 ? 'was' : 'were'} told to stop ${time} ago, and ${activities.length === 1 ? 'goes' : 'go'} on: the worker of task queue "${taskQueue}" cannot stop a function from outside.`;
  },
  why: ({ reason }) => WHY[reason],
  fix: ({ reason }) =>
    [
      'let the activity notice: pass cancellationSignal() to what it waits for (fetch takes it as signal), wait with sleep() of @handrail/activity, or ask cancellationSignal().aborted between two steps; and do not catch the CancelledFailure that these throw. Where it only tidies up, nothing is wrong.',
      ...(reason === 'cancelled'
        ? []
        : [
            'Give shutdownGraceTime what activities need to end by themselves, and shutdownForceTime less than your platform waits before it kills the process.',
          ]),
    ].join('\n'),
  example: {
    taskQueue: 'orders',
    activities: [{ activityType: 'charge', attempt: 1, workflowId: 'order-17' }],
    reason: 'shutdown',
    seconds: 3,
  },
});

const SHOWN = 5;

function list(activities: readonly Activity[]): string {
  const shown = activities
    .slice(0, SHOWN)
    .map(
      ({ activityType, attempt, workflowId }) =>
        `"${activityType}" (${workflowId === undefined ? '' : `workflow "${workflowId}", `}attempt ${attempt})`,
    );
  const more = activities.length > SHOWN ? ` and ${activities.length - SHOWN} more` : '';
  return `${activities.length === 1 ? 'activity' : 'activities'} ${shown.join(', ')}${more}`;
}

const WHY = {
  cancelled: 'whoever has cancelled it waits, or has gone on without it while its effects are still happening.',
  shutdown:
    'the worker ends when they do. What then kills the process leaves them half done; each is tried again elsewhere, once its timeout is over.',
  killed:
    'nobody hears how they end: each is tried again elsewhere once its timeout is over, and goes on here for as long as the process lives, at the same time.',
} as const;
