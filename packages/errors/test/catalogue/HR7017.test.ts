import { expect, it } from 'vitest';
import { HR7017 } from '../../src';

it('says how fast the history grows', () => {
  const { message } = HR7017.error({ workflowId: 'order-17', since: '3 minutes', eventsADay: 32400 });
  expect(message).toBe(
    [
      '[HR7017] A local activity has kept a workflow task of "order-17" open for 3 minutes; its history grows by about 32400 events a day meanwhile.',
      '  Why:     signals, updates and cancellation wait until the task is over, and the server does not show which local activity it is or whether it fails.',
      '  Fix:     make it a normal activity: those may take long, and their attempts and failures can be seen.',
      '  Docs:    https://handrail.dev/errors/HR7017        (offline: npx handrail explain HR7017)',
    ].join('\n'),
  );
});
