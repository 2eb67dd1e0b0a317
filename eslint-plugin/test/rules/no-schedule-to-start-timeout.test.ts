import { noScheduleToStartTimeout } from '../../src/rules/no-schedule-to-start-timeout.js';
import { testRule } from '../support/test-rule.js';

const sets = (value: string, subject = 'An activity of this proxy') =>
  `${subject} sets scheduleToStartTimeout: ${value}. Remove scheduleToStartTimeout and watch the task queue's backlog instead; for a host-specific queue or re-routing, add waive: { HR2001: 'the reason' }. (HR2001)`;
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;

testRule(noScheduleToStartTimeout, {
  valid: [
    activities("{ startToCloseTimeout: '1 minute' }"),
    activities('{ scheduleToStartTimeout: undefined }'),
    activities("{ scheduleToStartTimeout: '5 minutes', waive: { HR2001: 'the files are on one host' } }"),
    activities("{ scheduleToStartTimeout: '5 minutes', waive: { 'HR2001': REASON } }"),
    activities("{ scheduleToStartTimeout: '5 minutes', waive: waivers }"),
    activities("{ scheduleToStartTimeout: '5 minutes', waive: { ...waivers } }"),
    activities("{ scheduleToStartTimeout: '5 minutes', ...{ scheduleToStartTimeout: undefined } }"),
    // What is spread after it may take it away.
    activities("{ scheduleToStartTimeout: '5 minutes', ...options }"),
    "import { proxyActivities } from './proxies'; export const acts = proxyActivities({ scheduleToStartTimeout: '5 minutes' });",
    "export const other = { scheduleToStartTimeout: '5 minutes' };",
  ],
  invalid: [
    {
      code: activities("{\n  scheduleToStartTimeout: '5 minutes',\n}"),
      errors: [{ message: sets("'5 minutes'"), line: 3, column: 3, endLine: 3, endColumn: 38 }],
    },
    {
      code: activities('{ scheduleToStartTimeout: 300_000 }', 'proxyLocalActivities'),
      errors: [sets('300000 (5 minutes)', 'A local activity of this proxy')],
    },
    { code: activities('{ scheduleToStartTimeout: limit }'), errors: [sets('limit')] },
    { code: activities("{ ...options, scheduleToStartTimeout: '5 minutes' }"), errors: [sets("'5 minutes'")] },
    {
      code: activities("{ scheduleToStartTimeout: '5 minutes', waive: { HR2001: '' } }"),
      errors: [sets("'5 minutes'")],
    },
    {
      code: activities("{ scheduleToStartTimeout: '5 minutes', waive: { HR2004: 'another' } }"),
      errors: [sets("'5 minutes'")],
    },
    {
      code: "import { proxyActivities } from '@handrail/workflow';\nconst SLOW = { scheduleToStartTimeout: '1 hour' };\nexport const a = proxyActivities({ ...SLOW });\nexport const b = proxyActivities(SLOW);",
      errors: [{ message: sets("'1 hour'"), line: 2 }],
    },
    {
      code: "import { proxyActivities } from '@temporalio/workflow';\nconst { charge } = proxyActivities({});\nexport const order = () => charge.executeWithOptions({ scheduleToStartTimeout: '1 hour' }, []);",
      errors: [sets("'1 hour'", 'Activity "charge"')],
    },
    {
      code: "import type { ActivityOptions } from '@temporalio/common';\nexport const SLOW: ActivityOptions = { scheduleToStartTimeout: '1 hour' };",
      filename: 'src/options.ts',
      errors: [sets("'1 hour'", 'What uses SLOW')],
    },
    {
      code: "import { type ActivityOptions } from '@temporalio/workflow';\nexport const SLOW = { scheduleToStartTimeout: '1 hour' } satisfies ActivityOptions;",
      errors: [sets("'1 hour'", 'What uses SLOW')],
    },
  ],
});
