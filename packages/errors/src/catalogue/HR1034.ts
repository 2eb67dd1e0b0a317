import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1034 = defineError<ReachedHazard>({
  code: 'HR1034',
  title: 'Workflow code reads the real clock',
  disposition: 'report',
  head: reaches,
  why: () => 'a replay sees another time than the first run did, and takes another path.',
  fix: () => 'use Date.now() or new Date(), which the sandbox makes deterministic.',
  example: {
    from: 'order()',
    hazard: 'Date.prototype.constructor.now()',
    chain: [],
    may: false,
  },
});
