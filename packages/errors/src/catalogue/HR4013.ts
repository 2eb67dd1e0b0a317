import { defineError } from '../define-error';

export const HR4013 = defineError<{ scheduleId: string }>({
  code: 'HR4013',
  title: 'The schedule id is taken',
  disposition: 'report',
  head: ({ scheduleId }) => `A schedule with the id "${scheduleId}" exists already.`,
  why: () => 'nothing was changed: the schedule that is there goes on with its own times and action.',
  fix: ({ scheduleId }) =>
    `change it with client.schedule.getHandle('${scheduleId}').update(…), or delete it first and create it again.`,
  example: { scheduleId: 'nightly-report' },
});
