import { isRecord } from '@handrail/common/guards';
import { HR2030, type Problem } from '@handrail/errors';

/**
 * That a new schedule will never start anything (HR2030): the server takes it, and it looks well. Only what is beyond doubt; a
 * schedule without times is triggered by hand, and one with actions at its creation has had its use.
 *
 * @param now milliseconds since 1970
 */
export function neverFires(scheduleId: string, schedule: Readonly<Record<string, unknown>>, now: number): Problem[] {
  const state = fieldsOf(schedule['state']);
  if (state['triggerImmediately'] || (Array.isArray(state['backfill']) && state['backfill'].length > 0)) return [];
  const reason =
    state['remainingActions'] === 0 ? 'state.remainingActions is 0' : reasonIn(fieldsOf(schedule['spec']), now);
  return reason === undefined ? [] : [HR2030.problem({ scheduleId, reason })];
}

function reasonIn(spec: Fields, now: number): string | undefined {
  const [start, end] = [timeOf(spec['startAt']), timeOf(spec['endAt'])];
  if (end !== undefined && end <= now) return `spec.endAt, ${show(end)}, has passed`;
  if (start !== undefined && end !== undefined && end < start)
    return `spec.endAt, ${show(end)}, lies before spec.startAt, ${show(start)}`;
  if (listOf(spec['intervals']).length > 0 || listOf(spec['cronExpressions']).length > 0) return undefined;
  const calendars = listOf(spec['calendars']).map(fieldsOf);
  if (calendars.length === 0) return undefined;
  // Somewhere on earth it is still yesterday.
  const year = new Date(now - DAY).getUTCFullYear();
  if (calendars.every((calendar) => greatest(calendar['year']) < year))
    return `spec.calendars name no year from ${year} on`;
  if (calendars.every(isImpossible)) return 'no month of spec.calendars has such a day';
  return undefined;
}

const DAY = 86_400_000;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function timeOf(value: unknown): number | undefined {
  const time = value instanceof Date ? value.getTime() : NaN;
  return Number.isNaN(time) ? undefined : time;
}

function show(time: number): string {
  return new Date(time).toISOString();
}

/** The numbers that a field of a calendar begins and ends with; undefined for every one, and for what is not understood. */
function boundsOf(field: unknown): { readonly least: number; readonly greatest: number } | undefined {
  const parts = (Array.isArray(field) ? field : [field]).map((part: unknown) => {
    if (typeof part === 'number') return { least: part, greatest: part };
    const { start, end = start } = fieldsOf(part);
    return typeof start === 'number' && typeof end === 'number' ? { least: start, greatest: end } : undefined;
  });
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || known.length < parts.length) return undefined;
  return {
    least: Math.min(...known.map(({ least }) => least)),
    greatest: Math.max(...known.map(({ greatest: most }) => most)),
  };
}

function greatest(field: unknown): number {
  return boundsOf(field)?.greatest ?? Infinity;
}

const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
];
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a calendar asks for a day that none of its months has, such as 31 June. */
function isImpossible({ dayOfMonth, month }: Fields): boolean {
  const first = boundsOf(dayOfMonth)?.least;
  const months = Array.isArray(month) ? (month as readonly unknown[]) : [month];
  const lengths = months.map((each) => DAYS[typeof each === 'number' ? each - 1 : MONTHS.indexOf(String(each))] ?? 31);
  return first !== undefined && lengths.every((length) => first > length);
}
