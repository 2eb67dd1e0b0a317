import { expect, it } from 'vitest';
import { ServerClock } from '../../src/sla/server-clock';

const HOUR = 3_600_000;

it('is the clock of this machine until the server tells the time', () => {
  let own = 10 * HOUR;
  const clock = new ServerClock(() => own);
  expect(clock.now()).toBe(10 * HOUR);
  clock.learn(9 * HOUR);
  expect(clock.now()).toBe(9 * HOUR);
  own += 5_000;
  expect(clock.now()).toBe(9 * HOUR + 5_000);
  expect(clock.local(9 * HOUR + 7_000)).toBe(10 * HOUR + 7_000);
});

it('takes clocks that agree within two seconds for the same, and follows one that is put right', () => {
  let own = 10 * HOUR;
  const clock = new ServerClock(() => own);
  clock.learn(own - 1_500);
  expect(clock.now()).toBe(own);
  clock.learn(9 * HOUR);
  own -= HOUR;
  clock.learn(own + 10);
  expect(clock.now()).toBe(9 * HOUR);
});

it('shows whole milliseconds, whatever the server tells', () => {
  const clock = new ServerClock(() => 10 * HOUR);
  clock.learn(9 * HOUR + 0.615_909_9);
  expect(clock.now()).toBe(9 * HOUR + 1);
});
