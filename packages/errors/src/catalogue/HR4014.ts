import { defineError } from '../define-error';

export const HR4014 = defineError<{ scheduleId: string; namespace: string }>({
  code: 'HR4014',
  title: 'There is no such schedule',
  disposition: 'report',
  head: ({ scheduleId, namespace }) => `Schedule "${scheduleId}" does not exist in namespace "${namespace}".`,
  why: () => 'it was deleted, was never created here, or has another id.',
  fix: () => 'check id, namespace and server; temporal schedule list shows what is there.',
  example: { scheduleId: 'nightly-report', namespace: 'default' },
});
