import { snapshotOptions } from '@handrail/common/guards';
import { badValue, nearestName } from '@handrail/common/host';
import { HR2014, type Problem } from '@handrail/errors';
import { ScheduleOverlapPolicy } from '@temporalio/client';

const FORM = 'is no object of start and end: backfill({ start: new Date(…), end: new Date(…) })';

/**
 * What is wrong with a backfill. The server takes one that ends before it begins and runs nothing, and one without a start from
 * 1970 on.
 *
 * @param subject which backfill it is, for a message
 */
export function backfillProblems(subject: string, given: unknown): Problem[] {
  if (typeof given !== 'object' || given === null) return [badValue(subject, 'options', given, FORM)];
  const { start, end } = given as { readonly start?: unknown; readonly end?: unknown };
  const problems = [
    ...dateProblems(subject, 'start', start),
    ...dateProblems(subject, 'end', end),
    ...overlapProblems(subject, 'overlap', given),
  ];
  if (problems.length > 0 || !(start instanceof Date) || !(end instanceof Date) || end >= start) return problems;
  const reason = `lies before its start, ${start.toISOString()}: nothing would be run`;
  return [HR2014.problem({ subject, field: 'end', value: end.toISOString(), reason })];
}

/** That a point in time is no Date, which the SDK fails on without naming it, or sends as none at all. */
export function dateProblems(subject: string, field: string, value: unknown): Problem[] {
  if (!(value instanceof Date)) {
    const reason = "is no Date: pass new Date('2026-01-31T09:00:00Z')";
    return [badValue(subject, field, value, reason)];
  }
  if (!isNoDate(value)) return [];
  return [HR2014.problem({ subject, field, value: 'Invalid Date', reason: 'is a Date that is none' })];
}

/** Whether it is a Date that could not be read: `Invalid Date`. */
export function isNoDate(value: unknown): boolean {
  return value instanceof Date && Number.isNaN(value.getTime());
}

/** What is wrong with an overlap policy: the SDK passes a number on whatever it is, and the server takes what it does not know for SKIP. */
export function overlapProblems(subject: string, field: string, source: unknown): Problem[] {
  const { overlap } = snapshotOptions(source).options;
  const given = typeof overlap === 'number' ? String(overlap) : overlap;
  const name = typeof given === 'string' ? given.replace(/^SCHEDULE_OVERLAP_POLICY_/, '') : undefined;
  if (overlap == null || (name !== undefined && OVERLAPS.includes(name))) return [];
  const nearest = typeof overlap === 'string' && nearestName(overlap, OVERLAPS);
  const known = `is none of ${OVERLAPS.filter((name) => /^[A-Z]/.test(name)).join(', ')}`;
  const reason = nearest ? `${known} (did you mean '${nearest}'?)` : known;
  return [badValue(subject, field, overlap, reason)];
}

const NAMED = Object.values(ScheduleOverlapPolicy).filter((value) => value !== undefined);
// By their numbers on the wire as well, as the SDK takes them.
const OVERLAPS: readonly string[] = [...NAMED, ...NAMED.map((_name, index) => String(index + 1)), '0'];
