import { reasonedWaivers } from '../../src/rules/reasoned-waivers.js';
import { testRule } from '../support/test-rule.js';

const waives = (code: string, reason: string, subject = 'An activity of this proxy') => {
  const fix = /^the reason/.test(reason)
    ? `Write waive: { ${code}: 'why it does not apply here' }, with a reason in words, or remove it.`
    : 'Remove it and correct the call itself; what can be waived, with a reason in words, is HR2001 and HR2003 to HR2009.';
  return `${subject} waives ${code}, but ${reason}. ${fix} (HR2011)`;
};
const activities = (options: string, kind = 'proxyActivities') =>
  `import { ${kind} } from '@temporalio/workflow';\nexport const acts = ${kind}(${options});`;

testRule(reasonedWaivers, {
  valid: [
    activities("{ waive: { HR2001: 'the files are on one host' } }"),
    activities("{ waive: { HR2001: 'one host', HR2004: 'one query' } }"),
    activities('{ waive: { HR2001: REASON } }'),
    activities('{ waive: waivers }'),
    activities('{ waive: { ...waivers } }'),
    activities('{ waive: undefined }'),
    activities("{ startToCloseTimeout: '1 minute' }"),
    "other.call({ waive: { HR2001: '' } });",
    "client.workflow.start(order, { waive: { HR2003: 'the report is worthless after an hour' } });",
  ],
  invalid: [
    {
      code: activities("{ waive: { HR2001: '' } }"),
      errors: [{ message: waives('HR2001', 'the reason is empty'), line: 2, column: 48, endLine: 2, endColumn: 58 }],
    },
    { code: activities("{ waive: { HR2001: '  ' } }"), errors: [waives('HR2001', 'the reason is empty')] },
    { code: activities('{ waive: { HR2001: true } }'), errors: [waives('HR2001', 'the reason is true')] },
    { code: activities('{ waive: { HR2001: {} } }'), errors: [waives('HR2001', 'the reason is an object')] },
    {
      code: activities("{ waive: { HR2010: 'as it was' } }"),
      errors: [waives('HR2010', 'it cannot be waived')],
    },
    {
      code: activities("{ waive: { HR2002: 'never was', hr2001: 'small' } }"),
      errors: [waives('HR2002', 'it cannot be waived'), waives('hr2001', 'it cannot be waived')],
    },
    { code: activities('{ waive: {} }'), errors: [waives('{}', 'a waiver names guard and reason')] },
    { code: activities('{ waive: true }'), errors: [waives('true', 'a waiver names guard and reason')] },
    { code: activities("{ waive: 'HR2001' }"), errors: [waives("'HR2001'", 'a waiver names guard and reason')] },
    {
      code: "client.workflow.start(order, { waive: { HR2003: '' } });",
      filename: 'src/client.ts',
      errors: [waives('HR2003', 'the reason is empty', 'Workflow "order"')],
    },
  ],
});
