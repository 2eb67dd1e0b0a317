import { defineError } from '../define-error';
import { lostCall, type LostCallFacts, lostCallRemedy } from '../internal/lost-call';

export const HR1072 = defineError<LostCallFacts & { readonly workflow: string }>({
  code: 'HR1072',
  title: 'An interceptor of workflows loses a call',
  disposition: 'warn',
  head: (facts) => `${lostCall(facts).replace(/\.$/, '')} (workflow "${facts.workflow}").`,
  why: ({ mistake }) => WHY[mistake],
  fix: lostCallRemedy,
  example: {
    workflow: 'order',
    interceptor: 'Metrics (inbound[0])',
    method: 'execute',
    mistake: 'no result',
    value: 'undefined',
  },
});

const WHY = {
  'no next':
    'nothing comes after it: no other interceptor and not the code that is meant hear of the call. A workflow ends without having run, a signal is lost.',
  'no result': 'the call was made, and whoever waits for what comes of it gets nothing in its place, or does not wait.',
  'no input':
    'whatever comes after it has nothing to work with, and fails in words that name neither it nor the interceptor.',
} as const;
