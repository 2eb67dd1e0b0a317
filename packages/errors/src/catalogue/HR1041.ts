import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1041 = defineError<ReachedHazard>({
  code: 'HR1041',
  title: 'Workflow code waits for real time',
  disposition: 'report',
  head: reaches,
  why: () =>
    'Atomics.wait blocks the thread of all workflows, and Atomics.waitAsync resolves by the real clock, outside of the history.',
  fix: () => 'use sleep or condition of the workflow package.',
  example: {
    from: 'order()',
    hazard: 'Atomics.waitAsync()',
    chain: [],
    may: false,
  },
});
