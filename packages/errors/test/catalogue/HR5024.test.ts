import { expect, it } from 'vitest';
import { HR5024 } from '../../src';

it('names whoever has left it behind', () => {
  const { message } = HR5024.error({
    culprit: 'activity "charge"',
    origin: 'unhandledRejection',
    error: 'connect ECONNREFUSED',
  });
  expect(message).toBe(
    [
      '[HR5024] A promise that nobody awaits, begun by activity "charge", was rejected: connect ECONNREFUSED',
      '  Why:     Node.js ends the process for it, with the worker and all that it runs. The activities are tried again once their timeouts are over, and may end the next process as well.',
      '  Fix:     await the promise in the function that makes it, or add .catch(…) where it is made on purpose without anybody waiting. The lint rule @typescript-eslint/no-floating-promises finds such promises.',
      '  Docs:    https://handrail.dev/errors/HR5024        (offline: npx handrail explain HR5024)',
    ].join('\n'),
  );
});

it.each([
  [
    { culprit: 'Nexus operation "pay.charge"', origin: 'uncaughtException', error: 'no listener' },
    'Something that Nexus operation "pay.charge" has left behind, a timer or a listener, threw: no listener',
    "catch it where it is thrown, in the callback itself; give each EventEmitter and stream a listener of 'error'; and end timers with the activity, in a finally.",
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR5024.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
