import { validDurations } from '../../src/rules/valid-durations.js';
import { besideActivities } from '../support/activity-project.js';
import { testRule } from '../support/test-rule.js';

const has = (field: string, value: string, reason: string, subject = 'An activity of this proxy') =>
  `${subject} has ${field}: ${value}, which ${reason}. Give ${field} a duration such as '30 seconds', a number of milliseconds, or leave it out. (HR2010)`;
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;
const timer = (call: string) =>
  `import * as wf from '@temporalio/workflow';\nexport async function order(late: number) { await wf.${call}; }`;

testRule(validDurations, {
  valid: [
    activities("{ startToCloseTimeout: '1 minute', heartbeatTimeout: '1.5s', scheduleToCloseTimeout: 5000 }"),
    activities("{ startToCloseTimeout: '100 years' }"),
    activities('{ startToCloseTimeout: limit, heartbeatTimeout: undefined, scheduleToCloseTimeout: null }'),
    activities("{ retry: { initialInterval: '1s', maximumInterval: 10_000 } }"),
    activities('{ retry: { initialInterval: interval, maximumAttempts: 0 } }'),
    activities('{ other: "3 weekz" }'),
    // Waiting for no time, or until a time that is past, is fine.
    timer('sleep(0)'),
    timer('sleep(-5)'),
    timer('sleep(late - Date.now())'),
    timer("condition(() => true, '1 day')"),
    timer('condition(() => true)'),
    activities('{ localRetryThreshold: 0 }', 'proxyLocalActivities'),
    'client.workflow.start(order, { startDelay: 0 });',
    "import { sleep } from './time'; export const pause = () => sleep('a while');",
  ],
  invalid: [
    {
      name: 'a project without guards',
      code: activities("{ startToCloseTimeout: '3 weekz' }"),
      filename: besideActivities('', '{ "dependencies": { "@temporalio/workflow": "1.0.0" } }'),
      errors: [has('startToCloseTimeout', "'3 weekz'", 'is not a duration')],
    },
    {
      code: activities("{ startToCloseTimeout: '3 weekz' }"),
      errors: [
        {
          message: has('startToCloseTimeout', "'3 weekz'", 'is not a duration'),
          line: 2,
          column: 39,
          endLine: 2,
          endColumn: 69,
        },
      ],
    },
    { code: activities('{ startToCloseTimeout: 0 }'), errors: [has('startToCloseTimeout', '0', 'is zero')] },
    {
      code: activities("{ startToCloseTimeout: '0 seconds' }"),
      errors: [has('startToCloseTimeout', "'0 seconds'", 'is zero')],
    },
    { code: activities('{ heartbeatTimeout: -5 }'), errors: [has('heartbeatTimeout', '-5', 'is negative')] },
    {
      code: activities('{ scheduleToCloseTimeout: NaN, scheduleToStartTimeout: Infinity }'),
      errors: [
        has('scheduleToCloseTimeout', 'NaN', 'is not a number'),
        has('scheduleToStartTimeout', 'Infinity', 'is over 100 years'),
      ],
    },
    {
      code: activities("{ startToCloseTimeout: '101 years' }"),
      errors: [has('startToCloseTimeout', "'101 years'", 'is over 100 years')],
    },
    {
      code: activities("{ startToCloseTimeout: true, heartbeatTimeout: '' }"),
      errors: [
        has('startToCloseTimeout', 'true', 'is not a duration'),
        has('heartbeatTimeout', "''", 'is not a duration'),
      ],
    },
    {
      code: activities("{ retry: { initialInterval: 0, maximumInterval: 'soon' } }"),
      errors: [
        has('retry.initialInterval', '0', 'is zero'),
        has('retry.maximumInterval', "'soon'", 'is not a duration'),
      ],
    },
    {
      code: timer("sleep('a while')"),
      errors: [{ message: has('duration', "'a while'", 'is not a duration', 'Timer "sleep"'), line: 2, column: 60 }],
    },
    {
      code: timer("condition(() => true, '1 dat')"),
      errors: [has('duration', "'1 dat'", 'is not a duration', 'Timer "condition"')],
    },
    {
      code: timer('CancellationScope.withTimeout("never", async () => {})'),
      errors: [has('duration', "'never'", 'is not a duration', 'Timer "CancellationScope.withTimeout"')],
    },
    {
      code: timer("executeChild('ship', { workflowTaskTimeout: 0 })"),
      errors: [has('workflowTaskTimeout', '0', 'is zero', 'Child workflow "ship"')],
    },
    {
      code: "client.workflow.start(order, { startDelay: -1, workflowRunTimeout: '1 moon' });",
      filename: 'src/client.ts',
      errors: [
        has('startDelay', '-1', 'is negative', 'Workflow "order"'),
        has('workflowRunTimeout', "'1 moon'", 'is not a duration', 'Workflow "order"'),
      ],
    },
    {
      code: "import { proxyActivities } from '@handrail/workflow';\nconst seconds = (count: number) => `${count} seconds`;\nexport const acts = proxyActivities({ startToCloseTimeout: seconds(5), heartbeatTimeout: 'five' });",
      errors: [has('heartbeatTimeout', "'five'", 'is not a duration')],
    },
  ],
});
