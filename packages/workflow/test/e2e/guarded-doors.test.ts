import { beforeAll, describe, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { workerLog } from '../../../../test-support/worker-log';
import { type DoorOutcome, doorOutcome } from '../support/door-outcome';
import { doorRows, headLineOf } from '../support/door-rows';
import type { Door } from '../workflows/doors';

/** A timer that is refused, with its head line, or that passes. */
const timers: readonly [door: Door, duration: number | string, head?: string][] = [
  ['sleep', '3 weekz', `[HR2010] Timer "sleep" has duration: '3 weekz', which is not a duration.`],
  ['sleep', '', `[HR2010] Timer "sleep" has duration: '', which is not a duration.`],
  [
    'sleep',
    1e20,
    '[HR2010] Timer "sleep" has duration: 100000000000000000000, which is over 100 years.',
  ],
  ['condition', '1 minutes ', `[HR2010] Timer "condition" has timeout: '1 minutes ', which is not a duration.`],
  ['setTimeout', 1e20, '[HR2010] Timer "timer" has duration: 100000000000000000000, which is over 100 years.'],
  ['sleep', 0],
  ['sleep', -1_000],
  ['sleep', '-1s'],
  ['condition', '1 ms'],
  ['condition', -5],
]; // prettier-ignore

const cases = [
  ...doorRows.flatMap((row) => row.doors.map((door) => ({ door, options: row.options as unknown }))),
  ...timers.map(([door, options]) => ({ door, options: options as unknown })),
];
const MANY = {
  '!taskQueue': 'settings are not loaded',
  startToCloseTimeout: '3 hours',
  scheduleToStartTimeout: '5 minutes',
  heartbeatTimeout: 0,
  retry: { maximumAttempts: -1 },
  waives: {},
};
cases.push({ door: 'executeWithOptions', options: MANY });

const outcomes = new Map<string, DoorOutcome>();
let warnings: readonly string[] = [];

// All at once: what takes the time is not the work but each workflow's way to the server and back.
beforeAll(async () => {
  await runWorker(
    {
      workflows: new URL('../workflows/doors.ts', import.meta.url),
      activities: { charge: async () => 'charged' },
    },
    async ({ client, taskQueue }) => {
      const keep = async ({ door, options }: (typeof cases)[number]) =>
        outcomes.set(keyOf(door, options), await doorOutcome(client, taskQueue, door, options));
      await Promise.all(cases.map(keep));
    },
  );
  warnings = workerLog.map((line) => line.replace(/^WARN /, '').split('\n', 1)[0]!);
});

describe.each(doorRows)('$code $options', (row) => {
  it.each(row.doors)(
    row.disposition === 'refuse' ? 'is refused at %s before anything is sent' : 'is warned of at %s',
    (door) => {
      const { refusal, commands } = outcomes.get(keyOf(door, row.options))!;
      if (row.disposition === 'refuse') {
        expect(refusal?.split('\n')[0]).toBe(headLineOf(row, door));
        expect(commands).toEqual([]);
      } else {
        expect(refusal).toBeUndefined();
        expect(commands).not.toEqual([]);
        expect(warnings).toContain(headLineOf(row, door));
      }
    },
  );
});

it('lists everything that is wrong with a call in one error, what cannot be read included', () => {
  const { refusal, commands } = outcomes.get(keyOf('executeWithOptions', MANY))!;
  expect(refusal?.split('\n').filter((line) => line.startsWith('['))).toEqual([
    '[HR2013] Activity "charge" has an option taskQueue whose getter throws: settings are not loaded',
    '[HR2010] Activity "charge" has heartbeatTimeout: 0, which is zero.',
    '[HR2014] Activity "charge" has retry.maximumAttempts: -1, which is no positive whole number.',
    '[HR2001] Activity "charge" sets scheduleToStartTimeout: \'5 minutes\'.',
    '[HR2012] Activity "charge" has an option waives that does not exist; did you mean waive?',
  ]);
  expect(commands).toEqual([]);
});

describe('a timer', () => {
  it.each(timers.filter(([, , head]) => head !== undefined))('is refused: %s(%j)', (door, duration, head) => {
    const { refusal, commands } = outcomes.get(keyOf(door, duration))!;
    expect(refusal?.split('\n')[0]).toBe(head);
    expect(commands).toEqual([]);
  });

  it.each(timers.filter(([, , head]) => head === undefined))('passes: %s(%j)', (door, duration) => {
    const { refusal, commands } = outcomes.get(keyOf(door, duration))!;
    expect(refusal).toBeUndefined();
    expect(commands).not.toEqual([]);
  });
});

function keyOf(door: Door, options: unknown): string {
  return `${door} ${JSON.stringify(options)}`;
}
