import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1039 = defineError<ReachedHazard>({
  code: 'HR1039',
  title: 'Workflow code observes garbage collection',
  disposition: 'report',
  head: reaches,
  why: () =>
    'when memory is freed differs from run to run, so the sandbox refuses it with a DeterminismViolationError.',
  fix: () => 'use a Map or a plain reference.',
  example: {
    from: 'order()',
    hazard: 'WeakRef',
    chain: [],
    may: false,
  },
});
