import { expect, it } from 'vitest';
import { HR9042 } from '../../src';

it('says how long the test stands still, and which environment would not', () => {
  expect(HR9042.error({ duration: '1 day' }).message).toBe(
    [
      '[HR9042] sleep of a test environment takes 1 day in real time: the server of this environment does not skip time.',
      '  Why:     only the time-skipping server lets time pass at once; on every other one the test stands still for as long as it says, mostly until the test runner gives up.',
      '  Fix:     make the environment with TestWorkflowEnvironment.createTimeSkipping(), or wait for what shall happen in the place of a time: a result, a query, an update.',
      '  Docs:    https://handrail.dev/errors/HR9042        (offline: npx handrail explain HR9042)',
    ].join('\n'),
  );
});
