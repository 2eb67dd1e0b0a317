// Activities: several things at once, and what looks like a fault and is none.
import { ApplicationFailure } from '@temporalio/activity';
import { describe, it } from 'vitest';
import { all, isClosed, nightShifts, SCHEDULED, STARTED, told } from '../../support/night-shift';
import { isActivity, later, newQueue } from '../../support/server-rig';

const rigs = nightShifts({ others: ['../workflows/night-shift.ts'] });

describe.concurrent.each(rigs)('activities under %s', (_, rig) => {
  it('heartbeat details that grow', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'activity', name: 'beatBig', options: { heartbeatTimeout: '10 seconds' } },
    ]);
    await rig.until(id, 'beat', ({ pendingActivities }) => pendingActivities?.[0]?.heartbeatDetails != null);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true });
    expect(all(explanation).length).toBeLessThan(3_000);
  });

  it('one that failed once, and has been at work with heartbeats since', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      {
        do: 'activity',
        name: 'failFirst',
        options: { heartbeatTimeout: '10 minutes', retry: { initialInterval: 100 } },
      },
    ]);
    await rig.until(
      id,
      'beat',
      (description) =>
        isActivity(STARTED, 2)(description) && description.pendingActivities?.[0]?.heartbeatDetails != null,
    );
    const explanation = await rig.explain(id, { now: later(40) });
    expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true });
    expect(all(explanation)).toContain('pod was drained');
  });

  it('one that is completed from outside: its worker is free and lives', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'activity', name: 'outside' }]);
    await rig.until(id, 'started', isActivity(STARTED));
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'activity-running', healthy: true });
  });

  it('a queue of one host, which is gone, with a time that runs out', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'activity', name: 'work', taskQueue: newQueue('host-7'), options: { scheduleToStartTimeout: '1 hour' } },
    ]);
    await rig.until(id, 'act', isActivity(SCHEDULED));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-activity-worker');
    expect(explanation.consequence).toMatch(/expires at/);
  });

  it('four things at once: on a queue that nobody polls, unknown to its worker, long backed off, and retrying', async ({
    expect,
  }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'activity', beside: true, name: 'work', taskQueue: newQueue('nobody') },
      { do: 'activity', beside: true, name: 'failLater', args: [3_600] },
      { do: 'activity', beside: true, name: 'typo' },
      { do: 'activity', name: 'fail' },
    ]);
    await rig.until(id, 'retry', ({ pendingActivities }) => {
      const tried = (pendingActivities ?? []).filter(({ attempt }) => (attempt ?? 0) >= 2);
      // On a busy machine an attempt may be its second because the first has timed out.
      const isLater = tried.some(
        ({ lastFailure, state }) => lastFailure?.message === 'come back later' && state === SCHEDULED,
      );
      return tried.length >= 3 && isLater;
    });
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-activity-worker');
    const also = explanation.also.map(({ cause }) => cause);
    expect(also).toEqual(expect.arrayContaining(['activity-not-registered', 'backoff', 'activity-retrying']));
    expect(also[0]).toBe('activity-not-registered');
  });

  it('one whose attempts end with the last of them', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('failForGood', queue);
    await rig.until(id, 'closed', isClosed);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('closed-failed');
    expect(explanation.headline).toContain('provider is down');
    expect(all(explanation)).toContain('all its attempts were used up');
  });

  it('an attempt that takes longer than it may, again and again', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'activity', name: 'hang', options: { startToCloseTimeout: '1 second', retry: { initialInterval: 100 } } },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2)).catch(() => undefined);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-retrying');
    expect(all(explanation)).toMatch(/START_TO_CLOSE|start-to-close/i);
  });

  it('ten activities: nine at work, one unknown to its worker', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      ...Array.from({ length: 9 }, () => ({ do: 'activity', beside: true, name: 'hold' })),
      { do: 'activity', name: 'fale' },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-not-registered');
    expect(all(explanation)).toContain('"fail"');
    expect(all(explanation).length).toBeLessThan(6_000);
  });

  it('an error with secrets of many lines is one line', async ({ expect }) => {
    const queue = newQueue();
    const long = async () => {
      throw ApplicationFailure.create({ message: `line one\nline two\n${'x'.repeat(20_000)}`, type: 'Odd' });
    };
    await rig.runNight(queue, { activities: { long } });
    const id = await rig.steps(queue, [{ do: 'activity', name: 'long' }]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-retrying');
    expect(all(explanation).length).toBeLessThan(4_000);
  });

  it(
    'a saturated worker: one slot, held by a heartbeating one; the other waits',
    { timeout: 120_000 },
    async ({ expect }) => {
      const queue = newQueue();
      await rig.runNight(queue, { maxConcurrentActivityTaskExecutions: 1 });
      const first = await rig.steps(queue, [
        { do: 'activity', name: 'beat', options: { heartbeatTimeout: '10 seconds' } },
      ]);
      await rig.until(first, 'started', isActivity(STARTED));
      const id = await rig.steps(queue, [{ do: 'activity', name: 'work' }]);
      await rig.until(id, 'scheduled', isActivity(SCHEDULED));
      await expect.poll(async () => (await rig.explain(id)).cause, { timeout: 30_000 }).toBe('queue-backlog');
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('queue-backlog');
      expect(all(explanation)).toContain(first);
      expect((await rig.explain(first)).cause).toBe('activity-running');
    },
  );

  it('a fan-out of 300 activities of which one is stuck', { timeout: 120_000 }, async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue, { maxConcurrentActivityTaskExecutions: 400 });
    const id = await rig.steps(queue, [
      ...Array.from({ length: 300 }, () => ({ do: 'activity', beside: true, name: 'hold' })),
      { do: 'activity', name: 'work', taskQueue: newQueue('nobody') },
    ]);
    await rig.until(
      id,
      'all',
      (description) => (description.pendingActivities?.filter(({ state }) => state === STARTED).length ?? 0) === 300,
    );
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-activity-worker');
    expect(all(explanation).length).toBeLessThan(8_000);
  });

  it('a heartbeat timeout on a worker that is alive: blocked event loop', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      {
        do: 'activity',
        name: 'fallSilent',
        options: { heartbeatTimeout: '2 seconds', retry: { initialInterval: '1 hour' } },
      },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('backoff');
    expect(told(explanation)).not.toMatch(/\d{4,} days/);
    expect(all(explanation)).toMatch(/heartbeat/i);
  });

  it('an activity that is tried for the last time', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [
      { do: 'activity', name: 'failLater', args: [3600], options: { retry: { maximumAttempts: 2 } } },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('backoff');
    expect(all(explanation)).toMatch(/attempt 2 the failure reaches/i);
  });
});
