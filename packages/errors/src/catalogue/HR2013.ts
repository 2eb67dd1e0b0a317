import { defineError } from '../define-error';

export const HR2013 = defineError<{ subject: string; field: string; error: string }>({
  code: 'HR2013',
  title: 'An option cannot be read',
  disposition: 'refuse',
  head: ({ subject, field, error }) => `${subject} has an option ${field} whose getter throws: ${error}`,
  why: () => 'an option that cannot be read cannot be checked, and the SDK would fail on it half-way.',
  fix: ({ field }) => `give ${field} a plain value.`,
  example: { subject: 'Activity "charge"', field: 'startToCloseTimeout', error: 'settings are not loaded' },
});
