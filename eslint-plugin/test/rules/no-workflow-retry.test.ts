import { noWorkflowRetry } from '../../src/rules/no-workflow-retry.js';
import { testRule } from '../support/test-rule.js';

const has = (subject = 'Workflow "order"') =>
  `${subject} has a retry policy. Remove the retry policy and let the activities retry; a failing workflow task resumes by itself once a fix is deployed. (HR2009)`;

testRule(noWorkflowRetry, {
  valid: [
    "client.workflow.start(order, { taskQueue: 'orders', workflowId: id });",
    "client.workflow.start(order, { taskQueue: 'orders', workflowId: id, retry: undefined });",
    "client.workflow.start(order, { retry: policy, waive: { HR2009: 'it only reads' } });",
    'fetcher.start(order, { retry: 3 });',
    "import { proxyActivities } from '@temporalio/workflow'; export const acts = proxyActivities({ retry: { maximumAttempts: 3 } });",
    "import { executeChild } from '@temporalio/workflow'; export const ship = () => executeChild('ship', { args: [] });",
    "import { executeChild } from './children'; export const ship = () => executeChild('ship', { retry: {} });",
    'client.workflow.start(order, options);',
  ],
  invalid: [
    {
      code: 'client.workflow.start(order, { workflowId: id, retry: { maximumAttempts: 3 } });',
      filename: 'src/client.ts',
      errors: [{ message: has(), line: 1, column: 48, endLine: 1, endColumn: 77 }],
    },
    { code: 'client.workflow.start(order, { retry: policy });', errors: [has()] },
    { code: 'client.workflow.execute(order, { ...options, retry: {} });', errors: [has()] },
    { code: "this.client.workflow.signalWithStart('order', { retry: {} });", errors: [has()] },
    { code: "new WorkflowClient().start('order', { taskQueue, workflowId, retry: {} });", errors: [has()] },
    {
      code: "import { executeChild } from '@temporalio/workflow'; export const run = () => executeChild(ship, { retry: {} });",
      errors: [has('Child workflow "ship"')],
    },
    {
      code: "import * as wf from '@handrail/workflow'; export const run = () => wf.startChild('ship', { retry: {} });",
      errors: [has('Child workflow "ship"')],
    },
    {
      code: "scheduleClient.create({ action: { type: 'startWorkflow', workflowType: order, retry: {} } });",
      errors: [has('Scheduled workflow "order"')],
    },
    {
      code: "import { ChildWorkflowOptions } from '@temporalio/workflow'; export const RETRIED: ChildWorkflowOptions = { retry: {} };",
      errors: [has('What uses RETRIED')],
    },
  ],
});
