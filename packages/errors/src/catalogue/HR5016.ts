import { defineError } from '../define-error';
import { lostCallOrFactory, type LostCallOrFactoryFacts } from '../internal/lost-call';

const WORDS = lostCallOrFactory('activity', '(context) => ({ inbound: { execute: (input, next) => next(input) } })');

export const HR5016 = defineError<LostCallOrFactoryFacts>({
  code: 'HR5016',
  title: 'An interceptor of activities loses a call',
  disposition: 'report',
  head: WORDS.head,
  fix: WORDS.fix,
  why: ({ mistake }) => WHY[mistake],
  example: {
    interceptor: 'Metrics (interceptors.activity[0])',
    method: 'execute',
    mistake: 'no next',
    value: 'undefined',
  },
});

const WHY = {
  factory: 'it is asked for each activity: none of them would be intercepted, or none would run.',
  'no next':
    'the activity completes without having run, and nobody sees a difference: neither the workflow nor the log.',
  'no result': 'the activity has run. The workflow gets nothing in the place of its result.',
  'no input': 'the activity has not run. It is tried again, and fails again until this is mended.',
} as const;
