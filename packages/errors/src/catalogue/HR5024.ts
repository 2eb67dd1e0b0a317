import { defineError } from '../define-error';

export const HR5024 = defineError<{
  /** Whose it is: `activity "charge"`. */
  culprit: string;
  origin: 'unhandledRejection' | 'uncaughtException';
  error: string;
}>({
  code: 'HR5024',
  title: 'An error that nobody catches ends the process',
  disposition: 'report',
  head: ({ culprit, origin, error }) =>
    origin === 'unhandledRejection'
      ? `A promise that nobody awaits, begun by ${culprit}, was rejected: ${error}`
      : `Something that ${culprit} has left behind, a timer or a listener, threw: ${error}`,
  why: () =>
    'Node.js ends the process for it, with the worker and all that it runs. The activities are tried again once their timeouts are over, and may end the next process as well.',
  fix: ({ origin }) =>
    origin === 'unhandledRejection'
      ? 'await the promise in the function that makes it, or add .catch(…) where it is made on purpose without anybody waiting. The lint rule @typescript-eslint/no-floating-promises finds such promises.'
      : "catch it where it is thrown, in the callback itself; give each EventEmitter and stream a listener of 'error'; and end timers with the activity, in a finally.",
  example: { culprit: 'activity "charge"', origin: 'unhandledRejection', error: 'connect ECONNREFUSED' },
});
