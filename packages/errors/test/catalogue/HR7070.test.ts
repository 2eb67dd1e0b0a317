import { expect, it } from 'vitest';
import { HR7070 } from '../../src';

it('names what is missing, and the command that creates it', () => {
  const { message } = HR7070.error({ namespace: 'payments', missing: ['SlaDeadline', 'OutOfTimeSla'] });
  expect(message).toBe(
    [
      '[HR7070] Namespace "payments" has no search attribute "SlaDeadline" and no "OutOfTimeSla": an SLA cannot be kept there.',
      '  Why:     the deadline of an execution stands in search attributes, by which late ones are found even when their workers fail.',
      `  Fix:     let npx handrail sla setup --namespace 'payments' --apply create them, once for the namespace.`,
      '  Docs:    https://handrail.dev/errors/HR7070        (offline: npx handrail explain HR7070)',
    ].join('\n'),
  );
});

it('says which attribute has another type', () => {
  const { message } = HR7070.error({
    namespace: 'payments',
    missing: ['Late'],
    mistyped: [{ name: 'SlaDeadline', type: 'Keyword', wanted: 'Datetime' }],
  });
  expect(message).toBe(
    [
      '[HR7070] Namespace "payments" has no search attribute "Late", and has "SlaDeadline" as Keyword, not Datetime: an SLA cannot be kept there.',
      '  Why:     the deadline of an execution stands in search attributes, by which late ones are found even when their workers fail.',
      '  Fix:     name others in the policy (sla.deadlineAttribute, sla.breachAttribute), or remove those that are there, before npx handrail sla setup --apply.',
      '  Docs:    https://handrail.dev/errors/HR7070        (offline: npx handrail explain HR7070)',
    ].join('\n'),
  );
});

it('says which attribute is there twice, and how one of them goes away', () => {
  const doubled = [{ name: 'SlaDeadline', columns: ['Datetime01', 'Datetime02'] }];
  const { message } = HR7070.error({ namespace: 'payments', missing: [], doubled });
  expect(message).toContain(
    '[HR7070] Namespace "payments" has "SlaDeadline" twice, in Datetime01 and Datetime02: an SLA cannot be kept there.\n',
  );
  expect(message).toContain(
    "Fix:     two have registered it at the same moment, and what is written in one of them is not found in the other: remove one, temporal operator search-attribute remove --namespace 'payments' --name SlaDeadline, and run npx handrail sla setup again.",
  );
});
