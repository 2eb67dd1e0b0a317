import { defineError } from '../define-error';

export const HR2011 = defineError<{ subject: string; code: string; reason: string }>({
  code: 'HR2011',
  title: 'A waiver is not valid',
  disposition: 'refuse',
  head: ({ subject, code, reason }) => `${subject} waives ${code}, but ${reason}.`,
  why: () => 'a waiver switches a guard off; whoever is on call must be able to read what was waived and why.',
  fix: () => "write waive: { HR2003: 'why it does not apply here' }, with the code of a guard and a reason in words.",
  example: { subject: 'Workflow "order"', code: 'HR2003', reason: 'the reason is empty' },
});
