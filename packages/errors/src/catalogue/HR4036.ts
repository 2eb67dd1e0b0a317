import { defineError } from '../define-error';

export const HR4036 = defineError<{ subject: string; spec: string; reason: string; remedy?: string }>({
  code: 'HR4036',
  title: 'The times of a schedule are not valid',
  disposition: 'report',
  head: ({ subject, spec, reason }) => `${subject} has times that are not valid, ${spec}: ${reason}`,
  why: () => 'nothing was created or changed.',
  fix: ({ remedy }) =>
    remedy ??
    "write five fields (minute hour day month weekday: '0 9 * * 1-5') or '@every 1h', hours up to 23, months 'JANUARY' or 1, and a time zone by its IANA name ('Europe/Berlin').",
  example: {
    subject: 'Workflow "report"',
    spec: "cronSchedule 'each day'",
    reason: '3 INVALID_ARGUMENT: invalid CronSchedule.',
  },
});
