import { defineError } from '../define-error';
import { lostCallOrFactory, type LostCallOrFactoryFacts } from '../internal/lost-call';

const WORDS = lostCallOrFactory(
  'operation',
  '(context) => ({ inbound: { startOperation: (input, next) => next(input) } })',
);

export const HR5044 = defineError<LostCallOrFactoryFacts>({
  code: 'HR5044',
  title: 'An interceptor of Nexus operations loses a call',
  disposition: 'report',
  head: WORDS.head,
  fix: WORDS.fix,
  why: ({ mistake }) => WHY[mistake],
  example: {
    interceptor: 'Audit (interceptors.nexus[0])',
    method: 'startOperation',
    mistake: 'no result',
    value: 'undefined',
  },
});

const WHY = {
  factory: 'it is asked for each operation: none of them would be intercepted, or none would run.',
  'no next': 'the handler of the operation has not run. Whoever asked for it hears of a time that ran out.',
  'no result':
    'the handler has run, and its result is lost: the request fails and is repeated, so that it runs again and again, or the caller gets undefined.',
  'no input': 'the handler has not run. The request is repeated, and fails again until this is mended.',
} as const;
