import { expect, it } from 'vitest';
import { notificationId } from '../../src/sla/sla-notice';
import { dueSteps } from '../../src/sla/sla-steps';

const HOUR = 3_600_000;
const late = (hours: number, closeTime: string | null = null) =>
  dueSteps({ state: 'late', lateMilliseconds: hours * HOUR, closeTime }, 4 * HOUR).map(
    ({ severity, number }) => `${severity} ${number}`,
  );

it('warns before the deadline', () => {
  expect(dueSteps({ state: 'near', lateMilliseconds: -1, closeTime: null }, HOUR)).toEqual([
    { severity: 'warning', number: 0 },
  ]);
});

it('tells of the breach first, then of the latest repetition only', () => {
  expect(late(0)).toEqual(['breach 0']);
  expect(late(3.9)).toEqual(['breach 0']);
  expect(late(4)).toEqual(['breach 0', 'still-breached 1']);
  expect(late(13)).toEqual(['breach 0', 'still-breached 3']);
});

it('leaves the breach out once the server may have forgotten that it was told', () => {
  expect(late(21)).toEqual(['still-breached 5']);
});

it('tells of the breach alone where the execution has ended', () => {
  expect(late(13, '2026-03-01T12:00:00Z')).toEqual(['breach 0']);
});

it('names each step of each deadline of each execution differently, and always the same', () => {
  const breach = { severity: 'breach', number: 0 } as const;
  const deadline = '2026-03-01T12:00:00.000Z';
  const id = notificationId('default', 'order-1', deadline, breach);
  expect(id).toBe('sla_7830c582cd4642d5562c526ebc5f7e07');
  const others = [
    notificationId('other', 'order-1', deadline, breach),
    notificationId('default', 'order-2', deadline, breach),
    notificationId('default', 'order-1', '2026-03-01T12:00:00.001Z', breach),
    notificationId('default', 'order-1', deadline, { severity: 'warning', number: 0 }),
    notificationId('default', 'order-1', deadline, { severity: 'still-breached', number: 1 }),
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});
