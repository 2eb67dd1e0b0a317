// Waits that are as they should be, however they look.
import { ApplicationFailure } from '@temporalio/activity';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { all, nightShifts, told } from '../../support/night-shift';
import { isIdle, later, newQueue } from '../../support/server-rig';

const rigs = nightShifts({ others: ['../workflows/night-shift.ts'] });

describe.concurrent.each(rigs)('waits under %s', (_, rig) => {
  it('a timer of years', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'sleep', milliseconds: 5 * 365 * 86_400_000 }]);
    await rig.until(id, 'idle', isIdle);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'timer-wait', healthy: true });
  });

  it('a signal of a name that differs by case waits in vain', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'signal', name: 'approve' }]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).signal('Approve');
    await rig.until(
      id,
      'idle',
      (description) => isIdle(description) && Number(description.workflowExecutionInfo?.historyLength) > 6,
    );
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('signal-wait');
    expect(told(explanation)).toContain('was "approve" meant');
  });

  it('a wait for a signal while no worker is there to take it', async ({ expect }) => {
    const queue = newQueue();
    const worker = await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'signal', name: 'approve' }]);
    await rig.until(id, 'idle', isIdle);
    await worker.stop();
    const explanation = await rig.explain(id, { now: later(85) });
    expect(explanation).toMatchObject({ cause: 'signal-wait', healthy: true });
    expect(all(explanation)).toMatch(/no worker/i);
  });

  it('a timer while no worker is there to go on afterwards', async ({ expect }) => {
    const queue = newQueue();
    const worker = await rig.runNight(queue);
    const id = await rig.steps(queue, [{ do: 'sleep', milliseconds: 3_600_000 }]);
    await rig.until(id, 'idle', isIdle);
    await worker.stop();
    const explanation = await rig.explain(id, { now: later(85) });
    expect(explanation).toMatchObject({ cause: 'timer-wait', healthy: true });
    expect(all(explanation)).toMatch(/no worker polls/i);
  });

  it('a signal-with-start to a queue that nobody polls', async ({ expect }) => {
    const id = `sws-${randomUUID()}`;
    await rig.client.workflow.signalWithStart('steps', {
      workflowId: id,
      taskQueue: newQueue('nobody'),
      args: [[]],
      signal: 'approve',
    });
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('no-workflow-worker');
  });

  it('a loop that continues as new for ever is well', async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('roundAndRound', queue, {}, 50);
    await rig.until(
      id,
      'a later run',
      (description) =>
        description.workflowExecutionInfo?.firstRunId !== description.workflowExecutionInfo?.execution?.runId,
    );
    for (let round = 0; round < 12; round++) {
      const explanation = await rig.explain(id);
      expect(explanation.healthy, `${explanation.cause} ${explanation.headline}`).toBe(true);
      await wait(150);
    }
    await rig.client.workflow.getHandle(id).terminate();
  });

  it('a cron workflow between two runs, after a failure', { timeout: 120_000 }, async ({ expect }) => {
    const queue = newQueue();
    await rig.runNight(queue);
    const id = await rig.start('failForGood', queue, { cronSchedule: '0 0 1 1 *' });
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'start-delayed', healthy: true });
  });

  it('workflow retry policy: waits for its next attempt', async ({ expect }) => {
    const queue = newQueue();
    const failForGood = async () => {
      throw ApplicationFailure.nonRetryable('no');
    };
    await rig.runNight(queue, { activities: { fail: failForGood } });
    const id = await rig.start('failForGood', queue, { retry: { initialInterval: '10 minutes', maximumAttempts: 5 } });
    await rig.until(
      id,
      'second run',
      (description) =>
        description.workflowExecutionInfo?.firstRunId !== description.workflowExecutionInfo?.execution?.runId,
    );
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('start-delayed');
    expect(explanation.headline).toContain('failed with: no');
  });
});
