import { expect, it } from 'vitest';
import { HR2011 } from '../../src';

it('names the code that is waived and what is wrong with the waiver', () => {
  const { message } = HR2011.error({ subject: 'Workflow "order"', code: 'HR2003', reason: 'the reason is empty' });
  expect(message).toBe(
    [
      '[HR2011] Workflow "order" waives HR2003, but the reason is empty.',
      '  Why:     a waiver switches a guard off; whoever is on call must be able to read what was waived and why.',
      "  Fix:     write waive: { HR2003: 'why it does not apply here' }, with a reason in words, or remove it.",
      '  Docs:    https://handrail.dev/errors/HR2011        (offline: npx handrail explain HR2011)',
    ].join('\n'),
  );
});

it('tells what can be waived where what is waived cannot', () => {
  const facts = { subject: 'Activity "charge"', code: 'HR2010', reason: 'it cannot be waived' };
  const { message } = HR2011.error({ ...facts, waivable: true });
  expect(message).toContain(
    'Fix:     remove it and correct the call itself; what can be waived, with a reason in words, is HR2001 and HR2003 to HR2009.',
  );
});
