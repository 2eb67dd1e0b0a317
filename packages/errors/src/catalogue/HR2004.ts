import { defineError } from '../define-error';

export const HR2004 = defineError<{ subject: string; duration: string; field: string; local?: boolean }>({
  code: 'HR2004',
  title: 'A long activity has no heartbeat timeout',
  disposition: 'refuse',
  head: ({ subject, duration }) => `${subject} may run ${duration} without a heartbeat.`,
  why: ({ duration }) => `if its worker dies, nobody notices for ${duration}: the workflow just looks stuck.`,
  fix: ({ field, local }) =>
    local
      ? `lower ${field}, or make it a normal activity: a local one cannot heartbeat.`
      : `set heartbeatTimeout: '30 seconds' and call heartbeat() in the activity, or lower ${field}.`,
  example: { subject: 'Activity "charge"', duration: '3 hours', field: 'startToCloseTimeout' },
});
