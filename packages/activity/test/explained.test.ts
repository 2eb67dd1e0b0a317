import { setHost } from '@handrail/common/host';
import { codeOf } from '@handrail/errors';
import { MockActivityEnvironment } from '@handrail/testing';
import * as sdk from '@temporalio/activity';
import { describe, expect, it, vi } from 'vitest';
import * as own from '../src';

const CALLS: Readonly<Record<string, () => unknown>> = {
  'Context.current': () => own.Context.current(),
  activityInfo: () => own.activityInfo(),
  cancellationDetails: () => own.cancellationDetails(),
  cancellationSignal: () => own.cancellationSignal(),
  cancelled: () => own.cancelled(),
  getClient: () => own.getClient(),
  heartbeat: () => own.heartbeat(1),
  'log.info': () => own.log.info('text'),
  'metricMeter.createCounter': () => own.metricMeter.createCounter('c'),
  sleep: () => own.sleep(1),
};

describe.each(Object.entries(CALLS))('%s', (name, call) => {
  it('fails as the SDK does where no activity runs, and says so with a code', async () => {
    const error = await (async () => await call())().then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    expect(codeOf(error)).toBe('HR5013');
    expect(error!.message).toMatch(/^Activity context not initialized\n\[HR5013\] /);
    expect(error!.message).toContain(`[HR5013] ${name} of the activity package`);
  });
});

it('does in an activity what the SDK does, and gives its own objects', async () => {
  const environment = new MockActivityEnvironment();
  const seen: unknown[] = [];
  environment.on('heartbeat', (details: unknown) => seen.push(details));
  await environment.run(async () => {
    own.heartbeat('half');
    await own.sleep(1);
    own.log.info('text');
    expect(own.Context.current()).toBe(sdk.Context.current());
    expect(own.activityInfo()).toBe(sdk.activityInfo());
    expect(own.cancellationSignal()).toBe(sdk.cancellationSignal());
  });
  expect(seen).toEqual(['half']);
});

it('leaves the errors of activities alone', async () => {
  const run = new MockActivityEnvironment().run(async () => {
    await own.sleep('soon' as never);
  });
  await expect(run).rejects.not.toThrow('HR5013');
});

describe('sleep', () => {
  const sleep = (ms: unknown) => new MockActivityEnvironment().run(async () => await own.sleep(ms as number));

  it('says what is no duration, with the class of the SDK’s error', async () => {
    const error = (await sleep('5 secs onds').catch((thrown: unknown) => thrown)) as Error;
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(
      /^Invalid duration string: '5 secs onds'\n\[HR2010\] A call of sleep has duration: '5 secs onds', which is not a duration\./,
    );
  });

  it.each([
    ['30 days', "'30 days', which is longer than the 24.8 days that a timer can wait."],
    [NaN, 'NaN, which is not a number.'],
  ])('refuses what a timer cannot wait, and would not: %s', async (ms, words) => {
    await expect(sleep(ms)).rejects.toThrow(`[HR2010] A call of sleep has duration: ${words}`);
  });

  it('tells of a point in time in seconds, once for each activity, and waits as the SDK does', async () => {
    const seconds = Math.floor(Date.now() / 1_000) + 61;
    const warn = vi.fn();
    setHost({ logger: { warn } as never });
    try {
      for (const _ of [1, 2]) {
        const environment = new MockActivityEnvironment();
        const sleeping = environment.run(async () => await own.sleep(seconds));
        environment.cancel();
        await expect(sleeping).rejects.toThrow(sdk.CancelledFailure);
      }
    } finally {
      setHost({});
    }
    expect(warn.mock.calls.map(([message]) => String(message).split('\n', 1)[0])).toEqual([
      expect.stringMatching(/^\[HR2010\] Activity ".+" has sleep: \d{5}…, which is a point in time, in seconds\.$/),
    ]);
  });

  it('tells of a text without a unit, once for each activity, and waits as the SDK does', async () => {
    const warn = vi.fn();
    setHost({ logger: { warn } as never });
    try {
      for (const _ of [1, 2]) await expect(sleep('5')).resolves.toBeUndefined();
      await expect(sleep('5ms')).resolves.toBeUndefined();
    } finally {
      setHost({});
    }
    expect(warn.mock.calls.map(([message]) => String(message).split('\n', 1)[0])).toEqual([
      expect.stringMatching(
        /^\[HR2035\] Activity ".+" has sleep: '5' without a unit, which is read as 5 milliseconds\.$/,
      ),
    ]);
  });

  it.each([0, -5, 1, '1 ms'])('waits as before: %s', async (ms) => {
    await expect(sleep(ms)).resolves.toBeUndefined();
  });
});

it('is the same class for whoever asks', () => {
  expect(own.Context.prototype).toBe(sdk.Context.prototype);
});
