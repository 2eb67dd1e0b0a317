import { roomForARetry } from '../../src/rules/room-for-a-retry.js';
import { testRule } from '../support/test-rule.js';

const has = (total: string, attempt: string, subject = 'An activity of this proxy') =>
  `${subject} has scheduleToCloseTimeout: ${total}, which leaves no room for a retry after startToCloseTimeout: ${attempt}. Raise scheduleToCloseTimeout to several attempts (or leave it out), or lower startToCloseTimeout to what one attempt needs. (HR2007)`;
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;

testRule(roomForARetry, {
  valid: [
    activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '5 minutes' }"),
    activities("{ startToCloseTimeout: '1 minute' }"),
    activities("{ scheduleToCloseTimeout: '1 minute' }"),
    activities(
      "{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 minute', retry: { maximumAttempts: 1 } }",
    ),
    // It may be one attempt only.
    activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 minute', retry }"),
    activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 minute', retry: { ...policy } }"),
    activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: limit }"),
    activities("{ startToCloseTimeout: attempt, scheduleToCloseTimeout: '1 minute' }"),
    activities(
      "{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 minute', waive: { HR2007: 'one try is enough' } }",
    ),
    activities("{ startToCloseTimeout: '59 seconds', scheduleToCloseTimeout: '1 minute' }"),
  ],
  invalid: [
    {
      code: activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 minute' }"),
      errors: [{ message: has("'1 minute'", "'1 minute'"), line: 2, column: 72, endLine: 2, endColumn: 106 }],
    },
    {
      code: activities("{ startToCloseTimeout: '2 minutes', scheduleToCloseTimeout: 60_000 }"),
      errors: [has('60000 (1 minute)', "'2 minutes'")],
    },
    {
      code: activities(
        "{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '60s', retry: { maximumAttempts: 3 } }",
      ),
      errors: [has("'60s'", "'1 minute'")],
    },
    {
      code: activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '60s', retry: {} }"),
      errors: [has("'60s'", "'1 minute'")],
    },
    {
      code: activities(
        "{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '60s', retry: { maximumAttempts: attempts } }",
      ),
      errors: [has("'60s'", "'1 minute'")],
    },
    {
      code: activities("{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '60s', retry: undefined }"),
      errors: [has("'60s'", "'1 minute'")],
    },
    {
      code: activities(
        "{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 second' }",
        'proxyLocalActivities',
      ),
      errors: [has("'1 second'", "'1 minute'", 'A local activity of this proxy')],
    },
    {
      code: "import { proxyActivities } from '@handrail/workflow';\nconst { load } = proxyActivities({ startToCloseTimeout: '1 minute' });\nexport const run = () => load.executeWithOptions({ scheduleToCloseTimeout: '1 minute' }, []);",
      errors: [has("'1 minute'", "'1 minute'", 'Activity "load"')],
    },
  ],
});
