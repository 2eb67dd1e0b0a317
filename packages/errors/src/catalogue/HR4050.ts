import { defineError } from '../define-error';

export const HR4050 = defineError<{ operation: string; activity: string }>({
  code: 'HR4050',
  title: 'There is no such open activity',
  disposition: 'report',
  head: ({ operation, activity }) => `${operation} found no open ${activity}.`,
  why: () =>
    'it has been completed, has failed or timed out, its workflow is closed, or it never existed; what was reported now is lost.',
  fix: () =>
    'give the activity a heartbeat and a start-to-close timeout that cover the outside work, report each result once, and check the ids or the task token.',
  example: { operation: 'activity.complete', activity: 'activity "charge-1" of workflow "order-17"' },
});
