import { expect, it } from 'vitest';
import { serverTime } from '../../src/gather/server-time';
import { activity, ago, ahead, execution, NOW, poller, queue, waitingActivity } from '../support/facts';

const quiet = execution({ history: undefined });

it('believes this machine where nothing speaks against it', () => {
  expect(serverTime(NOW, quiet, [queue({ pollers: [poller('w', 60)] })])).toEqual({ now: NOW, skewMilliseconds: 0 });
});

it('does not let a clock that is behind make things happen in the future', () => {
  const time = serverTime(ago(600), execution({ activities: [activity({ lastStartedTime: ago(5) })] }), []);
  expect(time).toEqual({ now: ago(5), skewMilliseconds: -595_000 });
});

it('does not let a clock that is ahead make workers look gone: a listed poller has polled within the last minutes', () => {
  const { now, skewMilliseconds } = serverTime(ahead(7_200), quiet, [queue({ pollers: [poller('w', 10)] })]);
  expect(now).toBe(ago(10));
  expect(skewMilliseconds).toBeGreaterThan(0);
});

it('does not let a clock that is ahead pass the next attempt, which the server shows only while it lies ahead', () => {
  const retrying = waitingActivity({ nextAttemptTime: ahead(20), lastAttemptCompleteTime: ago(3) });
  const { now } = serverTime(ahead(7_200), execution({ activities: [retrying] }), []);
  expect(now).toBe(ago(3));
});
