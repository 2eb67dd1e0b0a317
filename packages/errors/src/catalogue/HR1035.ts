import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1035 = defineError<ReachedHazard>({
  code: 'HR1035',
  title: "Workflow code depends on the host's locale",
  disposition: 'report',
  head: reaches,
  why: () => 'the text differs between the machines that run a workflow and its replay.',
  fix: () => "name the locale: toLocaleString('en-US'), localeCompare(other, 'en').",
  example: {
    from: 'order()',
    hazard: 'toLocaleString() without a locale',
    chain: [],
    may: false,
  },
});
