import { defineError } from '../define-error';

export const HR6011 = defineError<{ activity: string }>({
  code: 'HR6011',
  title: 'An activity has no idempotency check',
  disposition: 'report',
  head: ({ activity }) => `Activity "${activity}" is registered, but has no idempotency check.`,
  why: () => 'Temporal runs it at least once, like every activity, and nobody has shown what a second time does.',
  fix: ({ activity }) =>
    `add ${activity}: { args, distinct, world } to describeIdempotency, or ${activity}: { exempt: 'why' } where it needs none.`,
  example: { activity: 'refund' },
});
