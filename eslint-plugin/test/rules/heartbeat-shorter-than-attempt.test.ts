import { heartbeatShorterThanAttempt } from '../../src/rules/heartbeat-shorter-than-attempt.js';
import { testRule } from '../support/test-rule.js';

const has = (heartbeat: string, limit: string, field = 'startToCloseTimeout', subject = 'An activity of this proxy') =>
  `${subject} has heartbeatTimeout: ${heartbeat}, not shorter than its ${field}: ${limit}. Set heartbeatTimeout to a small part of that, such as a tenth. (HR2006)`;
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;

testRule(heartbeatShorterThanAttempt, {
  valid: [
    activities("{ startToCloseTimeout: '1 minute', heartbeatTimeout: '59 seconds' }"),
    activities("{ startToCloseTimeout: '1 minute' }"),
    activities("{ heartbeatTimeout: '1 minute' }"),
    activities("{ startToCloseTimeout: limit, heartbeatTimeout: '1 minute' }"),
    activities("{ startToCloseTimeout: '1 minute', heartbeatTimeout: heartbeat }"),
    activities("{ ...options, heartbeatTimeout: '1 minute' }"),
    // What is spread may bring a start-to-close timeout.
    activities("{ ...options, scheduleToCloseTimeout: '1 minute', heartbeatTimeout: '1 minute' }"),
    activities(
      "{ startToCloseTimeout: '1 minute', heartbeatTimeout: '2 minutes', waive: { HR2006: 'shared options' } }",
    ),
    activities("{ startToCloseTimeout: '1 minute', heartbeatTimeout: '2 minutes' }", 'proxyLocalActivities'),
    activities("{ startToCloseTimeout: '1 minute', heartbeatTimeout: 'often' }"),
  ],
  invalid: [
    {
      code: activities("{ startToCloseTimeout: '1 minute', heartbeatTimeout: '5 minutes' }"),
      errors: [{ message: has("'5 minutes'", "'1 minute'"), line: 2, column: 72, endLine: 2, endColumn: 101 }],
    },
    {
      code: activities("{ startToCloseTimeout: '60s', heartbeatTimeout: '1 minute' }"),
      errors: [has("'1 minute'", "'60s'")],
    },
    {
      code: activities("{ scheduleToCloseTimeout: '1 minute', heartbeatTimeout: 90_000 }"),
      errors: [has('90000 (90 seconds)', "'1 minute'", 'scheduleToCloseTimeout')],
    },
    {
      code: activities(
        "{ startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 hour', heartbeatTimeout: '2 minutes' }",
      ),
      errors: [has("'2 minutes'", "'1 minute'")],
    },
    {
      code: activities("{ ...options, startToCloseTimeout: '1 minute', heartbeatTimeout: '2 minutes' }"),
      errors: [has("'2 minutes'", "'1 minute'")],
    },
    {
      code: "import { proxyActivities } from '@handrail/workflow';\nconst MINUTE = 60 * 1000;\nexport const acts = proxyActivities({ startToCloseTimeout: MINUTE, heartbeatTimeout: 2 * MINUTE });",
      errors: [has('120000 (2 minutes)', '60000 (1 minute)')],
    },
    {
      code: "import { proxyActivities } from '@temporalio/workflow';\nconst { load } = proxyActivities({ startToCloseTimeout: '1 minute' });\nexport const run = () => load.executeWithOptions({ heartbeatTimeout: '1 minute' }, []);",
      errors: [{ message: has("'1 minute'", "'1 minute'", 'startToCloseTimeout', 'Activity "load"'), line: 3 }],
    },
    {
      code: activities(
        "{ startToCloseTimeout: undefined, scheduleToCloseTimeout: '1 minute', heartbeatTimeout: '1 minute' }",
      ),
      errors: [has("'1 minute'", "'1 minute'", 'scheduleToCloseTimeout')],
    },
  ],
});
