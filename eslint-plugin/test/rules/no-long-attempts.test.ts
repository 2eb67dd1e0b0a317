import { noLongAttempts } from '../../src/rules/no-long-attempts.js';
import { testRule } from '../support/test-rule.js';

const may = (duration: string, subject = 'An activity of this proxy') =>
  `${subject} may run ${duration} in one attempt. Split the work into smaller activities or page through it with a cursor in the heartbeat details, so that a retry resumes where it stopped. (HR2005)`;
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;

testRule(noLongAttempts, {
  valid: [
    activities("{ startToCloseTimeout: '1 hour', heartbeatTimeout: '1 minute' }"),
    // Without a heartbeat it is worse, and another rule's.
    activities("{ startToCloseTimeout: '3 hours' }"),
    activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: undefined }"),
    activities("{ startToCloseTimeout: '1 hour', scheduleToCloseTimeout: '3 days', heartbeatTimeout: '1 minute' }"),
    activities("{ startToCloseTimeout: limit, heartbeatTimeout: '1 minute' }"),
    activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: '1 minute', waive: { HR2005: 'one query' } }"),
    activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: '1 minute' }", 'proxyLocalActivities'),
    {
      code: activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: '1 minute' }"),
      options: [{ from: '4 hours' }],
    },
  ],
  invalid: [
    {
      code: activities("{ startToCloseTimeout: '2 hours', heartbeatTimeout: '1 minute' }"),
      errors: [{ message: may('2 hours'), line: 2, column: 39, endLine: 2, endColumn: 69 }],
    },
    { code: activities("{ scheduleToCloseTimeout: '1 day', heartbeatTimeout: 5000 }"), errors: [may('1 day')] },
    { code: activities('{ startToCloseTimeout: 7_200_000, heartbeatTimeout: heartbeat }'), errors: [may('2 hours')] },
    {
      code: activities("{ ...options, startToCloseTimeout: '2 hours', heartbeatTimeout: '1 minute' }"),
      errors: [may('2 hours')],
    },
    {
      code: activities("{ startToCloseTimeout: '90 minutes', heartbeatTimeout: '1 minute' }"),
      options: [{ from: '1 hour' }],
      errors: [may('90 minutes')],
    },
    {
      code: activities("{ startToCloseTimeout: '3 hours', heartbeatTimeout: '1 minute', waive: { HR2005: ' ' } }"),
      errors: [may('3 hours')],
    },
    {
      code: "import { proxyActivities } from '@handrail/workflow';\nconst { load } = proxyActivities({ heartbeatTimeout: '1 minute' });\nexport const run = () => load.executeWithOptions({ startToCloseTimeout: '3 hours' }, []);",
      errors: [{ message: may('3 hours', 'Activity "load"'), line: 3 }],
    },
    {
      code: "import type { ActivityOptions } from '@temporalio/common';\nexport const LONG: ActivityOptions = { startToCloseTimeout: '3 hours', heartbeatTimeout: '1 minute' };",
      errors: [may('3 hours', 'What uses LONG')],
    },
  ],
});
