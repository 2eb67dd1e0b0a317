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
