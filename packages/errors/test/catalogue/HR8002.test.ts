import { expect, it } from 'vitest';
import { HR8002 } from '../../src';

it('says what the code threw where the history goes on', () => {
  const { message } = HR8002.error({ workflow: 'order', error: 'no such customer' });
  expect(message).toBe(
    [
      '[HR8002] Replaying workflow "order" ends in a workflow task that fails: no such customer',
      '  Why:     the code throws where the history goes on, so a worker with it would retry that task for ever.',
      '  Fix:     correct what throws; if it is thrown on purpose, throw an ApplicationFailure, which fails the execution instead of the task.',
      '  Docs:    https://handrail.dev/errors/HR8002        (offline: npx handrail explain HR8002)',
    ].join('\n'),
  );
});

it('gives the remedy of the code that the error carries', () => {
  expect(HR8002.problem({ workflow: 'order', error: '[HR1001] …', remedy: 'call an activity' }).fix).toBe(
    'call an activity.',
  );
});
