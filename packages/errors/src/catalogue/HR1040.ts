import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1040 = defineError<ReachedHazard>({
  code: 'HR1040',
  title: 'Workflow code leaves the sandbox',
  disposition: 'report',
  head: reaches,
  why: () => 'code that reaches the host can read its clock, its files and its secrets; nothing of that is replayed.',
  fix: () => 'do what needs the host in an activity.',
  example: {
    from: 'order()',
    hazard: 'the Function constructor of the host',
    chain: [],
    may: false,
  },
});
