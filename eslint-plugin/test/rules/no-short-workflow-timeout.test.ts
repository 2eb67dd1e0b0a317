import { noShortWorkflowTimeout } from '../../src/rules/no-short-workflow-timeout.js';
import { besideActivities } from '../support/activity-project.js';
import { testRule } from '../support/test-rule.js';

const sets = (field: string, value: string, subject = 'Workflow "order"', shortest = '1 day') =>
  `${subject} sets ${field}: ${value}, less than the ${shortest} that the policy allows. Remove ${field} and set an sla for a business deadline, or add waive: { HR2003: 'the reason' }. (HR2003)`;
const start = (options: string) => `client.workflow.start(order, { taskQueue: 'orders', workflowId: id, ${options} });`;
const child = (call: string) =>
  `import * as wf from '@temporalio/workflow';\nexport async function order() { await wf.${call}; }`;

const raw = besideActivities('', '{ "dependencies": { "@temporalio/client": "1.0.0" } }');
const linted = besideActivities('', '{ "devDependencies": { "@handrail/eslint-plugin": "1.0.0" } }');
const guarded = besideActivities('', '{ "dependencies": { "@handrail/client": "1.0.0" } }');

testRule(noShortWorkflowTimeout, {
  valid: [
    { name: 'a project without guards', code: start("workflowRunTimeout: '1 hour'"), filename: raw },
    { name: 'a project that is only linted', code: start("workflowRunTimeout: '1 minute'"), filename: linted },
    start("workflowRunTimeout: '21 days'"),
    start("workflowExecutionTimeout: '1 day'"),
    start("workflowExecutionTimeout: '24 hours', workflowRunTimeout: 86_400_000"),
    start("workflowTaskTimeout: '10 seconds'"),
    start('workflowRunTimeout: limit'),
    start("workflowRunTimeout: 'soon'"),
    start("workflowRunTimeout: '1 hour', waive: { HR2003: 'the report is worthless after an hour' }"),
    { code: start("workflowRunTimeout: '1 hour'"), options: [{ shortest: '30 minutes' }] },
    "engine.start(car, { workflowRunTimeout: '1 hour' });",
    child("executeChild('ship', { workflowRunTimeout: '2 days' })"),
    { code: start("workflowRunTimeout: '1 hour'"), filename: 'src/order.test.ts' },
    { code: start("workflowRunTimeout: '1 hour'"), filename: 'packages/orders/test/order.ts' },
  ],
  invalid: [
    {
      name: 'a project with guards',
      code: start("workflowRunTimeout: '1 hour'"),
      filename: guarded,
      errors: [sets('workflowRunTimeout', "'1 hour'")],
    },
    {
      name: 'a file that uses the guards itself',
      code: `import { Client } from '@handrail/client';\n${start("workflowRunTimeout: '1 hour'")}`,
      filename: raw,
      errors: [sets('workflowRunTimeout', "'1 hour'")],
    },
    {
      code: start("workflowRunTimeout: '1 hour'"),
      filename: 'src/client.ts',
      errors: [{ message: sets('workflowRunTimeout', "'1 hour'"), line: 1, column: 69, endLine: 1, endColumn: 97 }],
    },
    {
      code: start("workflowExecutionTimeout: 60_000, workflowRunTimeout: '23 hours'"),
      errors: [sets('workflowExecutionTimeout', '60000 (1 minute)'), sets('workflowRunTimeout', "'23 hours'")],
    },
    { code: start('workflowRunTimeout: 30 * 60 * 1000'), errors: [sets('workflowRunTimeout', '1800000 (30 minutes)')] },
    {
      code: start("workflowRunTimeout: '2 days'"),
      options: [{ shortest: '1 week' }],
      errors: [sets('workflowRunTimeout', "'2 days'", 'Workflow "order"', '7 days')],
    },
    {
      code: "await workflowClient.execute('order', { workflowRunTimeout: '1 hour' });",
      errors: [sets('workflowRunTimeout', "'1 hour'")],
    },
    {
      code: "await handles.signalWithStart(workflows.order, { taskQueue, workflowId, workflowRunTimeout: '1 hour' });",
      errors: [sets('workflowRunTimeout', "'1 hour'")],
    },
    {
      code: "await client.schedule.create({ scheduleId: 'daily', action: { type: 'startWorkflow', workflowType: 'order', workflowRunTimeout: '1 hour' } });",
      errors: [sets('workflowRunTimeout', "'1 hour'", 'Scheduled workflow "order"')],
    },
    {
      code: "import { WithStartWorkflowOperation } from '@temporalio/client';\nexport const operation = new WithStartWorkflowOperation('order', { workflowRunTimeout: '1 hour' });",
      errors: [sets('workflowRunTimeout', "'1 hour'")],
    },
    {
      code: child("executeChild(ship, { workflowExecutionTimeout: '1 hour' })"),
      errors: [sets('workflowExecutionTimeout', "'1 hour'", 'Child workflow "ship"')],
    },
    {
      code: child("startChild('ship', { workflowRunTimeout: '1 hour' })"),
      errors: [sets('workflowRunTimeout', "'1 hour'", 'Child workflow "ship"')],
    },
    {
      code: child("makeContinueAsNewFunc({ workflowRunTimeout: '1 hour' })()"),
      errors: [sets('workflowRunTimeout', "'1 hour'", 'Continue-as-new')],
    },
    {
      code: "import type { WorkflowOptions } from '@temporalio/client';\nexport const OPTIONS: WorkflowOptions = { workflowRunTimeout: '1 hour' };",
      errors: [sets('workflowRunTimeout', "'1 hour'", 'What uses OPTIONS')],
    },
  ],
});
