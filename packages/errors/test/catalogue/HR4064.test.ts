import { expect, it } from 'vitest';
import { HR4064 } from '../../src';

it('says which client lets time be skipped', () => {
  expect(HR4064.error({ workflowId: 'order-17', timer: '1 day' }).message).toBe(
    [
      '[HR4064] The result of workflow execution "order-17", which sleeps for 1 day, is waited for by a client that lets the time-skipping server skip nothing.',
      "  Why:     the server skips time only while the environment's own client waits for a result, or its sleep() runs; for every other client a timer takes as long as it says.",
      '  Fix:     wait with the client of the environment: env.client.workflow.execute(…), or env.client.workflow.getHandle(workflowId).result(). A client with other options goes into it: TestWorkflowEnvironment.createTimeSkipping({ client: { … } }).',
      '  Docs:    https://handrail.dev/errors/HR4064        (offline: npx handrail explain HR4064)',
    ].join('\n'),
  );
});
