import { defineError } from '../define-error';

export const HR2011 = defineError<{
  subject: string;
  code: string;
  reason: string;
  /** What can be waived there, where what is waived cannot: `true` for the guards of a policy. */
  waivable?: string | true;
}>({
  code: 'HR2011',
  title: 'A waiver is not valid',
  disposition: 'refuse',
  head: ({ subject, code, reason }) => `${subject} waives ${code}, but ${reason}.`,
  why: () => 'a waiver switches a guard off; whoever is on call must be able to read what was waived and why.',
  fix: ({ code, waivable }) =>
    waivable === undefined
      ? `write waive: { ${code}: 'why it does not apply here' }, with a reason in words, or remove it.`
      : `remove it and correct the call itself; what can be waived, with a reason in words, is ${waivable === true ? 'HR2001 and HR2003 to HR2009' : waivable}.`,
  example: { subject: 'Workflow "order"', code: 'HR2003', reason: 'the reason is empty' },
});
