import { expect, it } from 'vitest';
import { resolvePolicy } from '../../src/host';
import { inspectCall } from '../../src/inspect-call';
import { guardTable } from '../../src/guards/guard-table';
import { pointInSeconds, unitless } from '../../src/odd-duration';

const headsOf = (kind: 'activity' | 'workflow', options: object) =>
  guardTable
    .flatMap((row) => row.check({ kind, name: 'charge', where: 'charge', options } as never, resolvePolicy()))
    .map(({ code, head }) => `${code} ${head}`)
    .filter((line) => /^HR20(?:10|35)/.test(line));

it('HR2035 tells of texts without a unit, wherever a duration is given', () => {
  expect(headsOf('activity', { startToCloseTimeout: '30', retry: { initialInterval: '1' } })).toEqual([
    `HR2035 Activity "charge" has startToCloseTimeout: '30' without a unit, which is read as 30 milliseconds.`,
    `HR2035 Activity "charge" has retry.initialInterval: '1' without a unit, which is read as 1 millisecond.`,
  ]);
  expect(headsOf('workflow', { startDelay: '10' })).toHaveLength(1);
});

it('HR2010 tells of a point in time in seconds', () => {
  const startDelay = Math.floor(Date.now() / 1_000) + 61;
  expect(headsOf('workflow', { startDelay })).toEqual([
    `HR2010 Workflow "charge" has startDelay: ${String(startDelay).slice(0, 5)}…, which is a point in time, in seconds.`,
  ]);
});

it('HR2010 only warns of one: what is left until some day may be as many milliseconds', () => {
  const startDelay = Math.floor(Date.now() / 1_000) + 61;
  const call = { kind: 'workflow', name: 'order', where: 'order', options: { startDelay } } as const;
  const { refused, warned } = inspectCall(call, resolvePolicy(), { mode: 'enforce' });
  expect([refused, warned.map(({ code }) => code)]).toEqual([[], ['HR2010']]);
});

it('says nothing of what is meant', () => {
  expect(headsOf('activity', { startToCloseTimeout: '30 seconds', retry: { initialInterval: '100' } })).toEqual([]);
  expect(headsOf('activity', { startToCloseTimeout: 30, scheduleToCloseTimeout: 1_814_400_000 })).toEqual([]);
});

it.each([
  ['99', '99'],
  ['0.5', '0.5'],
  ['100', undefined],
  ['0', undefined],
  ['5s', undefined],
  ['', undefined],
  [5, undefined],
  [undefined, undefined],
])('of %j the number without a unit is %j', (value, expected) => {
  expect(unitless(value)).toBe(expected);
});

it('seconds since 1970 are those of about now, as a number or a text, and no round number of milliseconds', () => {
  const now = Math.floor(Date.now() / 1_000);
  const odd = now % 60_000 === 0 ? now + 1 : now;
  const told = (value: unknown) => pointInSeconds('Timer "sleep"', 'duration', value) !== undefined;
  expect([odd, String(odd), odd + 0.5].map(told)).toEqual([true, true, true]);
  expect([odd * 1_000, odd + 3_700, odd - 3_700, 1_814_400_000, 30, '30s', NaN, null].map(told)).toEqual(
    Array(8).fill(false),
  );
});
