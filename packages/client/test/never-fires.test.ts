// HR2030: schedules that the server takes and that never start anything.
import { describe, expect, it } from 'vitest';
import { neverFires } from '../src/internal/never-fires';

const NOW = Date.UTC(2026, 6, 1);
const at = (text: string) => new Date(text);
const headOf = (schedule: object) => neverFires('nightly', schedule as Record<string, unknown>, NOW)[0]?.head;
const hourly = { intervals: [{ every: '1 hour' }] };

describe('a schedule that never starts anything', () => {
  it.each<[string, object, string]>([
    [
      'an end that has passed',
      { spec: { ...hourly, endAt: at('2026-06-30T00:00:00Z') } },
      'spec.endAt, 2026-06-30T00:00:00.000Z, has passed',
    ],
    [
      'an end before the start',
      { spec: { ...hourly, startAt: at('2030-01-02T00:00:00Z'), endAt: at('2030-01-01T00:00:00Z') } },
      'spec.endAt, 2030-01-01T00:00:00.000Z, lies before spec.startAt, 2030-01-02T00:00:00.000Z',
    ],
    ['a year that has passed', { spec: { calendars: [{ year: 2020 }] } }, 'spec.calendars name no year from 2026 on'],
    [
      'years that have passed',
      { spec: { calendars: [{ year: [2020, 2021] }, { year: { start: 2022, end: 2025 } }] } },
      'spec.calendars name no year from 2026 on',
    ],
    [
      'a day that no month has',
      { spec: { calendars: [{ dayOfMonth: 31, month: ['FEBRUARY', 6] }] } },
      'no month of spec.calendars has such a day',
    ],
    ['no actions', { spec: hourly, state: { remainingActions: 0 } }, 'state.remainingActions is 0'],
  ])('is told why: %s', (_, schedule, reason) => {
    expect(headOf(schedule)).toBe(`Schedule "nightly" will never start anything by itself: ${reason}.`);
  });
});

describe('a schedule is left in peace', () => {
  it.each<[string, object]>([
    ['with times that come', { spec: hourly }],
    ['without times, for triggers by hand', { spec: {} }],
    ['with an end that lies ahead', { spec: { ...hourly, endAt: at('2026-07-02T00:00:00Z') } }],
    ['of this year', { spec: { calendars: [{ year: 2026 }] } }],
    ['of years without end', { spec: { calendars: [{ year: { start: 2020, end: 2030 } }] } }],
    ['with a calendar of each kind', { spec: { calendars: [{ year: 2020 }, { hour: 9 }] } }],
    [
      'with past calendars beside a cron expression',
      { spec: { calendars: [{ year: 2020 }], cronExpressions: ['@daily'] } },
    ],
    ['on leap days', { spec: { calendars: [{ dayOfMonth: 29, month: 'FEBRUARY' }] } }],
    ['with a day that one month has', { spec: { calendars: [{ dayOfMonth: 31, month: ['FEBRUARY', 'MARCH'] }] } }],
    ['on any day', { spec: { calendars: [{ dayOfMonth: '*', month: 'FEBRUARY' }] } }],
    ['that had its use at once', { spec: { ...hourly, endAt: at('2020-01-01') }, state: { triggerImmediately: true } }],
    ['that was made for a backfill', { spec: { ...hourly, endAt: at('2020-01-01') }, state: { backfill: [{}] } }],
    ['whose times are none', { spec: { calendars: 'daily', endAt: 'tomorrow' } }],
  ])('%s', (_, schedule) => {
    expect(headOf(schedule)).toBeUndefined();
  });
});
