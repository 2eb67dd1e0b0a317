import { heartbeatOnLongActivities } from '../../src/rules/heartbeat-on-long-activities.js';
import { testRule } from '../support/test-rule.js';
import { found } from '../support/workflow-file.js';

const may = (duration: string, field = 'startToCloseTimeout', subject = 'An activity of this proxy') =>
  `${subject} may run ${duration} without a heartbeat. Set heartbeatTimeout: '30 seconds' and call heartbeat() in the activity, or lower ${field}. (HR2004)`;
const local = (duration: string, field = 'startToCloseTimeout') =>
  `A local activity of this proxy may run ${duration} without a heartbeat. Lower ${field}, or make it a normal activity: a local one cannot heartbeat. (HR2004)`;
const SAYS = "Add heartbeatTimeout: '30 seconds'; the activity has to call heartbeat().";
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;

testRule(heartbeatOnLongActivities, {
  valid: [
    activities("{ startToCloseTimeout: '119 minutes' }"),
    activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: '30 seconds' }"),
    activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: heartbeat }"),
    activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '3 hours' }"),
    activities('{ startToCloseTimeout: limit }'),
    // The rest may have it.
    activities("{ startToCloseTimeout: '3 hours', ...options }"),
    activities("{ ...options, startToCloseTimeout: '3 hours' }"),
    activities("{ [name]: '1 minute', startToCloseTimeout: '3 hours' }"),
    "import type { ActivityOptions } from '@temporalio/common'; export const LONG: ActivityOptions = { startToCloseTimeout: '3 hours' };",
    activities("{ startToCloseTimeout: '3 hours', waive: { HR2004: 'a query that cannot report' } }"),
    activities("{ startToCloseTimeout: 'two hours' }"),
    { code: activities("{ startToCloseTimeout: '3 hours' }"), options: [{ from: '4 hours' }] },
    // A call may set what its proxy lacks.
    "import { proxyActivities } from '@temporalio/workflow'; const { load } = proxyActivities({ startToCloseTimeout: '1 minute' }); export const run = () => load.executeWithOptions({ startToCloseTimeout: '3 hours', heartbeatTimeout: '1 minute' }, []);",
    "const HOURS = { two: 7_200_000 }; HOURS.two = 1; import { proxyActivities } from '@temporalio/workflow'; export const acts = proxyActivities({ startToCloseTimeout: HOURS.two });",
    "let limit = 7_200_000; limit = 1; import { proxyActivities } from '@temporalio/workflow'; export const acts = proxyActivities({ startToCloseTimeout: limit });",
  ],
  invalid: [
    {
      code: activities("{ startToCloseTimeout: '2 hours' }"),
      errors: [
        found(
          may('2 hours'),
          [{ desc: SAYS, output: activities("{ startToCloseTimeout: '2 hours', heartbeatTimeout: '30 seconds' }") }],
          { line: 2, column: 39, endLine: 2, endColumn: 69 },
        ),
      ],
    },
    { code: activities("{ scheduleToCloseTimeout: '3h' }"), errors: [found(may('3 hours', 'scheduleToCloseTimeout'))] },
    { code: activities('{ startToCloseTimeout: 2.5 * 60 * 60 * 1000 }'), errors: [found(may('150 minutes'))] },
    { code: activities('{ startToCloseTimeout: `${1 + 2} hours` }'), errors: [found(may('3 hours'))] },
    {
      code: activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: undefined }"),
      errors: [found(may('3 hours'))],
    },
    { code: activities("{ ...{ startToCloseTimeout: '3 hours' } }"), errors: [found(may('3 hours'))] },
    {
      code: activities("{ startToCloseTimeout: '3 hours' }", 'proxyLocalActivities'),
      errors: [found(local('3 hours'), 0)],
    },
    {
      code: activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: '1 minute' }", 'proxyLocalActivities'),
      errors: [found(local('3 hours'), 0)],
    },
    {
      code: activities("{ startToCloseTimeout: '90 minutes' }"),
      options: [{ from: '1 hour' }],
      errors: [found(may('90 minutes'))],
    },
    {
      code: "import { proxyActivities } from '@handrail/workflow';\nconst HOUR = 3_600_000;\nconst LIMITS = Object.freeze({ long: 3 * HOUR } as const);\nconst { long } = LIMITS;\nexport const acts = proxyActivities({ startToCloseTimeout: long });",
      errors: [found(may('3 hours'))],
    },
    {
      code: "import { proxyActivities } from '@temporalio/workflow';\nenum Limit { Long = 10_800_000 }\nexport const acts = proxyActivities({ startToCloseTimeout: Limit.Long });",
      errors: [found(may('3 hours'))],
    },
    {
      code: "import { proxyActivities } from '@temporalio/workflow';\nclass Limits { static readonly long = '3 hours'; }\nexport const acts = proxyActivities({ startToCloseTimeout: Limits.long });",
      errors: [found(may('3 hours'))],
    },
    {
      code: "import { proxyActivities } from '@temporalio/workflow';\nconst { load } = proxyActivities({ startToCloseTimeout: '1 minute' });\nexport const run = () => load.executeWithOptions({ startToCloseTimeout: '3 hours' }, []);",
      errors: [found(may('3 hours', 'startToCloseTimeout', 'Activity "load"'), 1, { line: 3 })],
    },
    {
      code: "import { scheduleActivity } from '@temporalio/workflow';\nexport const run = () => scheduleActivity('load', [], { startToCloseTimeout: '3 hours' });",
      errors: [found(may('3 hours', 'startToCloseTimeout', 'Activity "load"'))],
    },
    {
      code: "await client.activity.start('load', { startToCloseTimeout: '3 hours' });",
      filename: 'src/client.ts',
      errors: [found(may('3 hours', 'startToCloseTimeout', 'Activity "load"'))],
    },
  ],
});
