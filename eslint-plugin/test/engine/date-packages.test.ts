import { describe, expect, it } from 'vitest';
import { FixtureProject, hazardsOf } from '../support/fixture-project.js';

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

describe('a package that is given a zone for all that it makes', () => {
  const use = `export async function order() { return [DateTime.now().startOf('day').toISO(), DateTime.fromISO('2026-01-01'), DateTime.now().hour]; }`;
  const withZone = (setting: string, others: Readonly<Record<string, string>> = {}) =>
    hazardsOf({
      ...others,
      'src/workflows/order.ts': `import { DateTime, Settings } from 'luxon'; ${setting}\n${use}`,
    });
  const BY_HOST = [
    'host-time-zone: luxon.DateTime.now().startOf()',
    `host-time-zone: luxon.DateTime.fromISO('2026-01-01')`,
    'host-time-zone: luxon.DateTime.now().hour',
  ];

  it.each([`Settings.defaultZone = 'utc';`, `Settings.defaultZoneName = 'Europe/Berlin';`])('luxon: %s', (setting) => {
    expect(withZone(setting)).toEqual([]);
  });

  it('by a module that the workflow imports', () => {
    const zone = `import { Settings } from 'luxon'; export const setZone = () => { Settings.defaultZone = 'utc'; };`;
    const others = { 'src/zone.ts': zone, 'src/setup.ts': `import { setZone } from './zone'; setZone();` };
    expect(withZone(`import '../setup';`, others)).toEqual([]);
    expect(withZone(`import type { setZone } from '../zone'; export type Zone = typeof setZone;`, others)).toEqual(
      BY_HOST,
    );
  });

  it.each([`Settings.defaultZone = 'system';`, `Settings.defaultLocale = 'de';`, `void Settings.defaultZone;`])(
    'but not by this: %s',
    (setting) => {
      expect(withZone(setting)).toEqual(BY_HOST);
    },
  );

  it.each([
    `Settings.defaultZone = SystemZone.instance;`,
    `Settings.defaultZone = 'local';`,
    `Settings.defaultZone = null;`,
    `Settings.defaultZone = DateTime.local().zone;`,
    `Settings.defaultZone = Math.random() ? 'utc' : 'system';`,
    `if (workflowInfo().memo.zone) Settings.defaultZone = 'utc';`,
    `const setZone = () => { Settings.defaultZone = 'utc'; }; if (workflowInfo().memo.zone) setZone();`,
    `export async function report() { Settings.defaultZone = 'utc'; }`,
  ])('nor for all workflows by this: %s', (setting) => {
    const imports = `import { workflowInfo } from '@temporalio/workflow'; import { SystemZone } from 'luxon';`;
    expect(withZone(`${imports} ${setting}`).slice(0, 3)).toEqual(BY_HOST);
  });

  it('the workflow that sets it has it alone', () => {
    const findings = new FixtureProject({
      'src/workflows/order.ts': `import { DateTime, Settings } from 'luxon';
        const day = () => DateTime.now().toISODate();
        export async function report(x) { if (x) Settings.defaultZone = 'utc'; return [day(), DateTime.now().hour]; }
        export async function invoice() { return day(); }`,
    }).findings('src/workflows/order.ts');
    expect(findings.map(({ from, hazard }) => `${from}: ${hazard}`)).toEqual([
      'invoice(): luxon.DateTime.now().toISODate()',
    ]);
  });

  it('moment, by moment-timezone', () => {
    const order = (setting: string) =>
      hazardsOf({
        'src/workflows/order.ts': `import moment from 'moment'; import 'moment-timezone'; ${setting} export async function order() { return [moment().startOf('day').valueOf(), moment('2026-01-01').valueOf()]; }`,
      });
    expect(order(`moment.tz.setDefault('UTC');`)).toEqual([]);
    const byHost = ['host-time-zone: moment().startOf()', `host-time-zone: moment('2026-01-01')`];
    expect(order('')).toEqual(byHost);
    expect(order('moment.tz.setDefault();')).toEqual(byHost);
    expect(order('moment.tz.setDefault(moment.tz.guess());')).toEqual(byHost);
    expect(order('moment.tz.setDefault(null);')).toEqual(byHost);
    expect(order(`moment.locale('de');`)).toEqual(byHost);
  });

  it('one package’s zone is not another’s', () => {
    const files = {
      'src/workflows/order.ts': `import { Settings } from 'luxon'; import dayjs from 'dayjs'; Settings.defaultZone = 'utc'; export async function order() { return [dayjs().startOf('day').valueOf(), new Date().getHours()]; }`,
    };
    expect(hazardsOf(files)).toEqual(['host-time-zone: dayjs().startOf()', 'host-time-zone: getHours()']);
  });
});
