import { expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

const IMPORTS = `import { parseISO } from 'date-fns'; import parse from 'date-fns/parseISO'; import { DateTime } from 'luxon';
  import dayjs from 'dayjs'; import moment from 'moment';
  import { Clock, LocalDate, LocalDateTime, ZonedDateTime, ZoneId, nativeJs, convert } from '@js-joda/core';`;
const of = (expression: string) =>
  hazardsOf({ 'src/workflows/order.ts': `${IMPORTS} export async function order(at) { return ${expression}; }` });

it.each<readonly [string, string]>([
  [`parseISO('2026-01-01').getTime()`, `date-fns.parseISO('2026-01-01')`],
  [`parse('2026-01-01 10:00').getTime()`, `date-fns('2026-01-01 10:00')`],
  [`DateTime.fromISO('2026-01-01T10:00:00').toMillis()`, `luxon.DateTime.fromISO('2026-01-01T10:00:00')`],
  [`DateTime.fromSQL('2026-01-01').diffNow()`, `luxon.DateTime.fromSQL('2026-01-01')`],
  [`dayjs('2026-01-01').valueOf()`, `dayjs('2026-01-01')`],
  [`moment('2026-01-01T10:00').unix()`, `moment('2026-01-01T10:00')`],
  [`dayjs(at ? '2026-01-01' : '2027-01-01T00:00:00Z').valueOf()`, `dayjs('2026-01-01')`],
])('a text without a zone means the host’s: %s', (expression, hazard) => {
  expect(of(expression)).toEqual([`host-time-zone: ${hazard}`]);
});

it.each([
  `parseISO('2026-01-01T00:00:00Z').getTime()`,
  `parseISO('2026-01-01T00:00:00+02:00').getTime()`,
  `parseISO(at).getTime()`,
  `DateTime.fromISO('2026-01-01', { zone: 'utc' }).toMillis()`,
  `DateTime.fromISO('2026-01-01T10:00:00.000Z').toMillis()`,
  `DateTime.fromISO(at).toMillis()`,
  `dayjs('2026-01-01T00:00:00Z').valueOf()`,
  `dayjs.utc('2026-01-01').valueOf()`,
  `moment.utc('2026-01-01').valueOf()`,
  `moment.tz('2026-01-01', 'UTC').valueOf()`,
  `moment.duration('2026-01').asDays()`,
  `dayjs(at).valueOf()`,
])('what names its zone, or cannot be known, is left alone: %s', (expression) => {
  expect(of(expression)).toEqual([]);
});

it.each<readonly [string, string]>([
  ['LocalDate.now()', 'LocalDate.now()'],
  ['ZonedDateTime.now().toString()', 'ZonedDateTime.now()'],
  ['LocalDateTime.now(Clock.systemDefaultZone())', 'Clock.systemDefaultZone()'],
  ['ZoneId.systemDefault()', 'ZoneId.systemDefault()'],
  ['nativeJs(at)', 'nativeJs()'],
  ['LocalDate.ofInstant(at)', 'LocalDate.ofInstant()'],
])('js-joda takes the host’s zone where none is given: %s', (expression, hazard) => {
  expect(of(expression)).toEqual([`host-time-zone: @js-joda/core.${hazard}`]);
});

it.each([
  'LocalDate.now(ZoneId.UTC)',
  'LocalDateTime.now(Clock.systemUTC()).plusDays(1)',
  'LocalDate.of(2026, 1, 31).plusDays(1).toString()',
  `LocalDate.parse('2026-01-31')`,
  'nativeJs(at, ZoneId.UTC)',
  'convert(LocalDate.of(2026, 1, 31), ZoneId.UTC).toDate()',
])('js-joda is left alone where a zone is given, or none is needed: %s', (expression) => {
  expect(of(expression)).toEqual([]);
});
