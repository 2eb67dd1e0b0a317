import { typeInWords } from './type-in-words';

/** What is wrong with the times of a schedule, and what to do, where what was thrown does not say so. */
interface SpecFault {
  readonly reason: string;
  readonly remedy: string;
}

const LISTS = {
  cronExpressions: "['0 9 * * 1-5']",
  calendars: '[{ hour: 9 }]',
  skip: '[{ dayOfWeek: "SUNDAY" }]',
  intervals: "[{ every: '1 hour' }]",
} as const;

/** The first part of a `spec` that has not the form that the SDK goes through, in whose error no name of it stands. */
export function specFault(spec: unknown): SpecFault | undefined {
  if (typeof spec !== 'object' || spec === null) return undefined;
  const given = spec as Readonly<Record<string, unknown>>;
  for (const [name, form] of Object.entries(LISTS)) {
    const list = given[name];
    if (list == null) continue;
    const remedy = `pass a list: ${name}: ${form}.`;
    if (!Array.isArray(list)) return { reason: `${name} is ${kindOf(list)}, not a list`, remedy };
    const kind = name === 'cronExpressions' ? 'string' : 'object';
    const index = list.findIndex((entry: unknown) => entry === null || typeof entry !== kind);
    if (index !== -1)
      return { reason: `${name}[${index}] is ${kindOf(list[index])}`, remedy: `pass ${form} as ${name}.` };
  }
  const every = Array.isArray(given['intervals'])
    ? given['intervals'].findIndex((interval: { every?: unknown }) => interval.every == null)
    : -1;
  return every === -1
    ? undefined
    : { reason: `intervals[${every}] has no every`, remedy: `say how often: intervals: ${LISTS.intervals}.` };
}

const FIELDS: Readonly<Record<string, string>> = {
  second: 'second takes 0 to 59',
  minute: 'minute takes 0 to 59',
  hour: 'hour takes 0 to 23',
  dayOfMonth: 'dayOfMonth takes 1 to 31',
  dayOfWeek: "dayOfWeek takes 'MONDAY' to 'SUNDAY', in full and in capitals",
  month: "month takes 'JANUARY' to 'DECEMBER', in full and in capitals, or 1 to 12",
  year: 'year takes whole numbers',
};

/** What to do about times that were refused in words that name them; undefined for what every form of them needs. */
export function specRemedy(reason: string): string | undefined {
  const field = FIELDS[/CalendarSpec component for field (\w+)/.exec(reason)?.[1] ?? ''];
  if (field !== undefined) return `${field}; '*', a list, or { start, end, step } of them.`;
  if (/End is before Start/.test(reason))
    return 'give a range whose end is not before its start; one over midnight is two: hour: [{ start: 20, end: 23 }, { start: 0, end: 6 }].';
  if (/phase cannot be greater/.test(reason)) return 'give an offset that is shorter than every, or leave it out.';
  if (/time zone/.test(reason)) return "give a time zone by its IANA name: timezone: 'Europe/Berlin'.";
  if (/CronSchedule and WorkflowStartDelay/i.test(reason)) return 'use either startDelay or cronSchedule.';
  return undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeInWords(value);
}
