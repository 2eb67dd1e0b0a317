import { defineError } from '../define-error';
import { lostCall, type LostCallFacts, lostCallRemedy } from '../internal/lost-call';

export const HR5044 = defineError<
  | LostCallFacts
  | {
      readonly interceptor: string;
      readonly mistake: 'factory';
      /** What the factory is, or has returned. */
      readonly value: string;
    }
>({
  code: 'HR5044',
  title: 'An interceptor of Nexus operations loses a call',
  disposition: 'report',
  head: (facts) =>
    facts.mistake === 'factory' ? `Interceptor factory ${facts.interceptor} ${facts.value}.` : lostCall(facts),
  why: ({ mistake }) => WHY[mistake],
  fix: (facts) =>
    facts.mistake === 'factory'
      ? 'give a function that returns what it adds to each operation: (context) => ({ inbound: { startOperation: (input, next) => next(input) } }).'
      : lostCallRemedy(facts),
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
