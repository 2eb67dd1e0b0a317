import { defineError } from '../define-error';

export const HR4064 = defineError<{ workflowId: string; timer: string }>({
  code: 'HR4064',
  title: 'A result waits in real time on a time-skipping server',
  disposition: 'report',
  head: ({ workflowId, timer }) =>
    `The result of workflow execution "${workflowId}", which sleeps for ${timer}, is waited for by a client that lets the time-skipping server skip nothing.`,
  why: () =>
    "the server skips time only while the environment's own client waits for a result, or its sleep() runs; for every other client a timer takes as long as it says.",
  fix: () =>
    'wait with the client of the environment: env.client.workflow.execute(…), or env.client.workflow.getHandle(workflowId).result(). A client with other options goes into it: TestWorkflowEnvironment.createTimeSkipping({ client: { … } }).',
  example: { workflowId: 'order-17', timer: '1 day' },
});
