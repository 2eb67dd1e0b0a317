import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1037 = defineError<ReachedHazard>({
  code: 'HR1037',
  title: 'Workflow code changes what all workflows share',
  disposition: 'report',
  head: reaches,
  why: () =>
    "the prototypes of the language's classes are shared by all executions in a worker, so one workflow changes the others.",
  fix: () => 'write a function that takes the value as its argument.',
  example: {
    from: 'Loading src/workflows/order.ts',
    hazard: 'Array.prototype.last',
    chain: [],
    may: false,
  },
});
