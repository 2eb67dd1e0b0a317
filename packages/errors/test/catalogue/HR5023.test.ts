import { expect, it } from 'vitest';
import { HR5023 } from '../../src';

it('tells never from not for long', () => {
  const { message } = HR5023.error({ activityType: 'copyRows', timeout: '30 seconds', before: false });
  expect(message).toBe(
    [
      '[HR5023] Activity "copyRows" has never called heartbeat() in 30 seconds, which is its heartbeatTimeout.',
      '  Why:     the server takes it for dead, and tries it again elsewhere, while this attempt goes on: both may have the same effect.',
      '  Fix:     call heartbeat() of @handrail/activity several times within heartbeatTimeout, after each item of a loop or from a timer that ends with the activity; an activity of one short step needs no heartbeatTimeout: leave it out.',
      '  Docs:    https://handrail.dev/errors/HR5023        (offline: npx handrail explain HR5023)',
    ].join('\n'),
  );
});

it.each([
  [
    { activityType: 'copyRows', timeout: '30 seconds', before: true },
    'Activity "copyRows" has not called heartbeat() for 30 seconds, which is its heartbeatTimeout.',
    'call heartbeat() of @handrail/activity several times within heartbeatTimeout, also in its longest step: from a timer, setInterval(() => context.heartbeat(), …), that ends with the step; or give heartbeatTimeout more room.',
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR5023.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
