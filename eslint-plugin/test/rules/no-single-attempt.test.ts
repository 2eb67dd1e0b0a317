import { noSingleAttempt } from '../../src/rules/no-single-attempt.js';
import { testRule } from '../support/test-rule.js';

const sets = (subject = 'An activity of this proxy') =>
  `${subject} sets maximumAttempts: 1. Make the activity idempotent (a key made in workflow code) and let it retry; throw ApplicationFailure.nonRetryable for errors that a retry cannot cure. (HR2008)`;
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;

testRule(noSingleAttempt, {
  valid: [
    activities('{ retry: { maximumAttempts: 2 } }'),
    activities('{ retry: { maximumAttempts: 0 } }'),
    activities('{ retry: { maximumInterval: 1 } }'),
    activities('{ retry: { maximumAttempts: attempts } }'),
    activities('{ retry }'),
    activities('{ maximumAttempts: 1 }'),
    activities("{ retry: { maximumAttempts: 1 }, waive: { HR2008: 'the bank forbids a second call' } }"),
    activities('{ retry: { maximumAttempts: 1, ...policy } }'),
  ],
  invalid: [
    {
      code: activities('{ retry: { maximumAttempts: 1 } }'),
      errors: [{ message: sets(), line: 2, column: 48, endLine: 2, endColumn: 66 }],
    },
    { code: activities('{ retry: { maximumAttempts: 2 - 1 } }'), errors: [sets()] },
    { code: activities('{ retry: { ...policy, maximumAttempts: 1 } }'), errors: [sets()] },
    { code: activities('{ ...options, retry: { maximumAttempts: 1 } }'), errors: [sets()] },
    {
      code: activities('{ retry: { maximumAttempts: 1 } }', 'proxyLocalActivities'),
      errors: [sets('A local activity of this proxy')],
    },
    { code: activities("{ retry: { maximumAttempts: 1 }, waive: { HR2008: '' } }"), errors: [sets()] },
    {
      code: "import { proxyActivities } from '@handrail/workflow';\nconst ONCE = { maximumAttempts: 1 } as const;\nexport const acts = proxyActivities({ retry: ONCE });\nexport const more = proxyActivities({ retry: ONCE });",
      errors: [{ message: sets(), line: 2 }],
    },
    {
      code: "import { proxyActivities } from '@temporalio/workflow';\nconst { load } = proxyActivities({});\nexport const run = () => load.executeWithOptions({ retry: { maximumAttempts: 1 } }, []);",
      errors: [sets('Activity "load"')],
    },
  ],
});
