import { defineError } from '../define-error';
import { invalidValue } from '../internal/invalid-value';

export const HR2014 = defineError<{ subject: string; field: string; value: string; reason: string }>({
  code: 'HR2014',
  title: 'An option has a value that is not valid',
  disposition: 'refuse',
  head: invalidValue,
  why: () =>
    "the SDK ignores it without a word, or fails on it later and in other words; in workflow code a catch may take that for the activity's own failure.",
  fix: ({ field, value }) => `${asObject(field, value) ?? `correct ${field}`}, or leave it out.`,
  example: {
    subject: 'Activity "charge"',
    field: 'retry.backoffCoefficient',
    value: '0.5',
    reason: 'is no number from 1 up',
  },
});

/** What one number in the place of an object was probably meant to be in it. */
const NUMBERS: Readonly<Record<string, string>> = { retry: 'maximumAttempts', priority: 'priorityKey' };

function asObject(field: string, value: string): string | undefined {
  const name = NUMBERS[/\w+$/.exec(field)?.[0] ?? ''];
  return name !== undefined && /^\d+$/.test(value) ? `write ${field}: { ${name}: ${value} }` : undefined;
}
