import { defineError } from '../define-error';
import { type ReachedHazard, reaches } from '../internal/reaches';

export const HR1038 = defineError<ReachedHazard>({
  code: 'HR1038',
  title: 'Workflow code takes another path while it is replayed',
  disposition: 'report',
  head: reaches,
  why: () =>
    'the commands of a replay must be those of the history; a wait that only one of the two comes to is a nondeterminism error.',
  fix: () => 'do the same in both cases. To log once, use log of the workflow package: it is silent while replaying.',
  example: {
    from: 'order()',
    hazard: 'workflowInfo().unsafe.isReplaying',
    chain: [],
    may: false,
  },
});
