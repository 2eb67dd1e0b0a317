import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1036 = defineError<ReachedHazard>({
  code: 'HR1036',
  title: "Workflow code depends on the host's time zone",
  disposition: 'report',
  head: reaches,
  why: () => 'the hour and even the day differ between the machines that run a workflow and its replay.',
  fix: () => "use the UTC methods (getUTCHours, Date.UTC), or name the zone: { timeZone: 'Europe/Paris' }.",
  example: {
    from: 'order()',
    hazard: 'getHours()',
    chain: [],
    may: false,
  },
});
