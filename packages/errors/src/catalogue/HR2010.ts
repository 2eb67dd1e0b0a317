import { defineError } from '../define-error';
import { invalidValue } from '../internal/invalid-value';

export const HR2010 = defineError<{
  subject: string;
  field: string;
  value: string;
  reason: string;
  suggestion?: string;
  /** Of a point in time: what it was counted in. */
  unit?: 'seconds';
}>({
  code: 'HR2010',
  title: 'A duration is not valid',
  disposition: 'refuse',
  head: invalidValue,
  why: ({ unit }) =>
    unit
      ? 'it is read as milliseconds, which are three weeks.'
      : 'the server would refuse it, or silently take it for "no timeout".',
  fix: ({ subject, field, value, unit, suggestion }) =>
    unit || isMoment(value)
      ? `${field} is how long it takes, not until when: give it what is left until then, ${unit ? 'then * 1_000' : 'Number(then)'} - Date.now().`
      : suggestion === undefined
        ? (oddly(subject, value) ??
          `give ${field} a duration such as '30 seconds', a number of milliseconds, or leave it out.`)
        : `write ${field}: ${suggestion}.`,
  example: {
    subject: 'Activity "charge"',
    field: 'startToCloseTimeout',
    value: "'3 weekz'",
    reason: 'is not a duration',
    suggestion: "'3 weeks'",
  },
});

/** A date as a text, or the milliseconds of one since 1970. */
function isMoment(value: string): boolean {
  return /^'\d{4}-\d\d-\d\d|^'?1\d{12}(\.\d+)?'?$/.test(value);
}

/** What is likely behind a value that nobody writes on purpose. */
function oddly(subject: string, value: string): string | undefined {
  if (value === 'a function') return SWAPPED.find(([call]) => subject.startsWith(call))?.[1];
  if (value !== 'NaN' || !subject.startsWith('Timer ')) return undefined;
  const timers = subject === 'Timer "timer"' ? "; setTimeout takes nothing else, while sleep('1 second') does" : '';
  return `give it a number of milliseconds: NaN comes of a calculation with undefined, or with a text${timers}.`;
}

const SWAPPED: readonly (readonly [call: string, fix: string])[] = [
  ['Timer "condition"', "the function comes first: condition(() => isReady, '1 minute')."],
  [
    'CancellationScope.withTimeout',
    "the duration comes first: CancellationScope.withTimeout('1 minute', () => charge()).",
  ],
];
