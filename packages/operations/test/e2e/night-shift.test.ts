// Many causes at once, chains of executions, and waits that look like faults, as somebody on call meets them.
import { ApplicationFailure, CompleteAsyncError, Context } from '@temporalio/activity';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import type { Explanation, ExplainOptions } from '../../src';
import { formatExplanation } from '../../../cli/src/formats/explanation';
import { spawnWorker } from '../support/spawn-worker';
import { activities as stuckActivities } from '../support/activities';
import {
  type Description,
  isActivity,
  isIdle,
  isTaskAttempt,
  later,
  newQueue,
  ServerRig,
  WORKER_PACKAGES,
} from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);
const SCHEDULED = 1;
const STARTED = 2;
const plain = { bold: (t: string) => t, dim: (t: string) => t, red: (t: string) => t } as never;
const out = '/tmp/w/ops3-out';
mkdirSync(out, { recursive: true });
const workflows = '../workflows/night-shift.ts';
const told = ({ evidence }: Explanation): string => evidence.map(({ what }) => what).join('\n');
const all = (x: Explanation): string => formatExplanation(x, plain);
const activities = {
  ...stuckActivities,
  async beatBig(): Promise<void> {
    for (let step = 0; ; step++) {
      Context.current().heartbeat({ step, rows: Array.from({ length: 3_000 }, (_, index) => `row ${index}`) });
      await Promise.race([wait(200), Context.current().cancelled]);
    }
  },
  async outside(): Promise<void> {
    throw new CompleteAsyncError();
  },
  async failFirst(): Promise<void> {
    if (Context.current().info.attempt === 1) throw new Error('pod was drained');
    for (;;) {
      Context.current().heartbeat('copied 17 of 40');
      await Promise.race([wait(200), Context.current().cancelled]);
    }
  },
};

async function look(name: string, id: string, options?: ExplainOptions): Promise<Explanation> {
  const explanation = await rig.explain(id, options);
  writeFileSync(`${out}/${name}.txt`, `${all(explanation)}\n`);
  return explanation;
}
const run = (queue: string, options: object = {}) => rig.run(queue, { workflows, activities, ...options });
const steps = (queue: string, list: readonly object[], options: object = {}) =>
  rig.start('steps', queue, options, list);
const hasChildren = ({ pendingChildren, pendingWorkflowTask }: Description) =>
  (pendingChildren?.length ?? 0) > 0 && pendingWorkflowTask == null;
const isClosed = ({ workflowExecutionInfo }: Description) => workflowExecutionInfo?.closeTime != null;

describe.concurrent('families', () => {
  it('01 a grandchild that nobody takes, below a child that is fine otherwise', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
    const nobody = newQueue('nobody');
    const id = await steps(q, [
      {
        do: 'child',
        name: 'steps',
        id: child,
        args: [[{ do: 'child', name: 'steps', id: grand, taskQueue: nobody, args: [[]] }]],
      },
    ]);
    await rig.until(grand, 'there', () => true);
    await rig.until(child, 'grandchild', hasChildren);
    await rig.until(id, 'child', hasChildren);
    const x = await look('01', id);
    expect(x).toMatchObject({
      cause: 'child-blocked',
      path: [
        { workflowId: id },
        { workflowId: child, cause: 'child-blocked' },
        { workflowId: grand, cause: 'no-workflow-worker' },
      ],
    });
    expect(all(x)).toContain(nobody);
  });

  it('02 a child with a paused activity whose own child is not taken', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
    const nobody = newQueue('nobody');
    const id = await steps(q, [
      {
        do: 'child',
        name: 'steps',
        id: child,
        args: [
          [
            { do: 'child', beside: true, name: 'steps', id: grand, taskQueue: nobody, args: [[]] },
            { do: 'activity', name: 'fail' },
          ],
        ],
      },
    ]);
    await rig.until(child, 'retry', isActivity(SCHEDULED, 2));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: child },
      identity: 'anna',
      type: 'fail',
      reason: 'provider',
    } as never);
    await rig.until(child, 'paused', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
    await rig.until(id, 'child', hasChildren);
    const x = await look('02', id);
    expect(x).toMatchObject({
      cause: 'child-blocked',
      path: [{ workflowId: id }, { workflowId: child, cause: 'activity-paused' }],
    });
  });

  it('03 of two children one is well and one fails its task', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const [good, bad] = [`good-${randomUUID()}`, `bad-${randomUUID()}`];
    const id = await steps(q, [
      { do: 'child', beside: true, name: 'steps', id: good, args: [[{ do: 'sleep', milliseconds: 3_600_000 }]] },
      { do: 'child', name: 'steps', id: bad, args: [[{ do: 'sleep', milliseconds: 1 }, { do: 'throw' }]] },
    ]);
    await rig.until(bad, 'failing', isTaskAttempt(2));
    await rig.until(id, 'child', hasChildren);
    const x = await look('03', id);
    expect(x).toMatchObject({
      cause: 'child-blocked',
      path: [{}, { workflowId: bad, cause: 'workflow-task-failing' }],
    });
    expect(x.headline).toContain('no price');
  });

  it('04 parent and child wait for each other: nobody can know', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('waitForChild', q);
    await rig.until(`${id}-child`, 'idle', isIdle);
    await rig.until(id, 'child', hasChildren);
    const x = await look('04', id);
    expect(x).toMatchObject({ cause: 'child-running', healthy: true });
  });

  it('05 an abandoned child is stuck while its parent goes on with its own timer', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const child = `child-${randomUUID()}`;
    const id = await steps(q, [
      { do: 'abandon', name: 'steps', id: child, taskQueue: newQueue('nobody'), args: [[]] },
      { do: 'sleep', milliseconds: 3_600_000 },
    ]);
    await rig.until(id, 'child', hasChildren);
    const x = await look('05', id);
    expect(x).toMatchObject({ cause: 'timer-wait', healthy: true });
    expect(x.also.map(({ cause }) => cause)).toContain('child-blocked');
  });

  it('06 a parent whose own activity retries beside a child that is blocked', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const child = `child-${randomUUID()}`;
    const id = await steps(q, [
      { do: 'child', beside: true, name: 'steps', id: child, taskQueue: newQueue('nobody'), args: [[]] },
      { do: 'activity', name: 'fail' },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    await rig.until(id, 'child', hasChildren);
    const x = await look('06', id);
    expect(x.healthy).toBe(false);
    expect([x.cause, ...x.also.map(({ cause }) => cause)]).toEqual(
      expect.arrayContaining(['activity-retrying', 'child-blocked']),
    );
  });

  it('07 a child on a queue whose name differs by case', async ({ expect }) => {
    const q = `Orders-${randomUUID()}`;
    await run(q);
    const child = `child-${randomUUID()}`;
    const id = await steps(q, [{ do: 'child', name: 'steps', id: child, taskQueue: q.toLowerCase(), args: [[]] }]);
    await rig.until(id, 'child', hasChildren);
    const x = await look('07', id);
    expect(x).toMatchObject({ cause: 'child-blocked', path: [{}, { workflowId: child, cause: 'no-workflow-worker' }] });
    expect(all(x)).toContain(`"${q}"`);
  });

  it('08 an activity on a queue whose name differs by case', async ({ expect }) => {
    const q = `Orders-${randomUUID()}`;
    await run(q);
    const id = await steps(q, [{ do: 'activity', name: 'work', taskQueue: q.toLowerCase() }]);
    await rig.until(id, 'act', isActivity(SCHEDULED));
    const x = await look('08', id);
    expect(x.cause).toBe('no-activity-worker');
    expect(all(x)).toContain(`was "${q}" meant`);
  });

  it('09 a workflow started on a queue whose name differs by case', async ({ expect }) => {
    const q = `Orders-${randomUUID()}`;
    await run(q);
    const good = await steps(q, [{ do: 'forever' }]);
    await rig.until(good, 'idle', isIdle);
    const id = await steps(q.toLowerCase(), []);
    const x = await look('09', id);
    expect(x.cause).toBe('no-workflow-worker');
    expect(all(x)).toContain(`"${q}"`);
  });

  it('10 a queue that only activity workers poll', async ({ expect }) => {
    const q = newQueue();
    await run(q, { workflows: false });
    const id = await steps(q, []);
    const x = await look('10', id);
    expect(x.cause).toBe('no-workflow-worker');
    expect(all(x)).toMatch(/activities only/);
  });

  it('11 a grandchild that retries; its parent was asked to cancel', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const [child, grand] = [`child-${randomUUID()}`, `grand-${randomUUID()}`];
    const id = await steps(q, [
      {
        do: 'child',
        shielded: true,
        name: 'steps',
        id: child,
        args: [[{ do: 'child', name: 'steps', id: grand, args: [[{ do: 'activity', name: 'fail' }]] }]],
      },
    ]);
    await rig.until(grand, 'retry', isActivity(SCHEDULED, 2));
    await rig.until(id, 'child', hasChildren);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(
      id,
      'cancel',
      (d) => d.workflowExtendedInfo?.cancelRequested === true && d.pendingWorkflowTask == null,
    );
    const x = await look('11', id);
    expect(x).toMatchObject({
      cause: 'child-blocked',
      path: [{}, { workflowId: child }, { workflowId: grand, cause: 'activity-retrying' }],
    });
    expect(x.also.map(({ cause }) => cause)).toContain('cancel-ignored');
  });

  it('12 a child id that is taken fails its parent', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const taken = await steps(q, [{ do: 'forever' }]);
    await rig.until(taken, 'idle', isIdle);
    const id = await steps(q, [{ do: 'child', name: 'steps', id: taken, args: [[]] }]);
    await rig.until(id, 'closed', isClosed);
    const x = await look('12', id);
    expect(x.cause).toBe('closed-failed');
    expect(x.headline).toMatch(/already/i);
    expect(x.headline).toContain(taken);
  });

  it('13 a signal to a workflow that does not exist fails its sender', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [{ do: 'external', id: 'nobody-here', name: 'go' }]);
    await rig.until(id, 'closed', isClosed);
    const x = await look('13', id);
    expect(x.cause).toBe('closed-failed');
    expect(all(x)).toContain('nobody-here');
  });
});

describe.concurrent('cancellations', () => {
  it('20 a compensation at work after a cancellation is well', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('compensate', q, {}, [
      { do: 'activity', name: 'beat', options: { heartbeatTimeout: '10 seconds' } },
    ]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'beat', isActivity(STARTED));
    const x = await look('20', id);
    expect(x).toMatchObject({ cause: 'activity-running', healthy: true });
    expect(all(x)).toMatch(/cancel/i);
  });

  it('21 a compensation that fails again and again', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('compensate', q, {}, [{ do: 'activity', name: 'fail' }]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const x = await look('21', id);
    expect(x.cause).toBe('activity-retrying');
  });

  it('22 a cancellation that was swallowed, then a wait for a signal', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [
      { do: 'sleep', milliseconds: 3_600_000, swallows: true },
      { do: 'signal', name: 'go', shielded: true },
    ]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'cancel', (d) => d.workflowExtendedInfo?.cancelRequested === true && isIdle(d));
    const x = await look('22', id);
    expect(x.cause).toBe('cancel-ignored');
  });

  it('23 a paused activity that was asked to cancel', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('cancelAndWait', q, {}, 'fail');
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: id },
      identity: 'anna',
      type: 'fail',
      reason: 'provider',
    } as never);
    await rig.until(id, 'paused', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
    const x = await look('23a', id);
    expect(x.cause).toBe('activity-paused');
  });

  it('24 a cancellation with no worker, and an activity that is paused', async ({ expect }) => {
    const q = newQueue();
    const worker = await run(q);
    const id = await steps(q, [{ do: 'activity', name: 'fail' }]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: id },
      identity: 'anna',
      type: 'fail',
    } as never);
    await worker.stop();
    await rig.client.workflow.getHandle(id).cancel();
    const x = await look('24', id, { now: later(85) });
    expect(x.cause).toBe('no-workflow-worker');
    expect(x.also.map(({ cause }) => cause)).toContain('activity-paused');
  });

  it('25 a compensation that is a child at work', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const child = `child-${randomUUID()}`;
    const id = await rig.start('compensate', q, {}, [
      { do: 'child', name: 'steps', id: child, args: [[{ do: 'sleep', milliseconds: 3_600_000 }]] },
    ]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).cancel();
    await rig.until(id, 'child', hasChildren);
    await rig.until(child, 'idle', isIdle);
    const x = await look('25', id);
    expect(x).toMatchObject({ cause: 'child-running', healthy: true });
  });
});

describe.concurrent('activities', () => {
  it('30 heartbeat details that grow', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [{ do: 'activity', name: 'beatBig', options: { heartbeatTimeout: '10 seconds' } }]);
    await rig.until(id, 'beat', ({ pendingActivities }) => pendingActivities?.[0]?.heartbeatDetails != null);
    const x = await look('30', id);
    expect(x).toMatchObject({ cause: 'activity-running', healthy: true });
    expect(all(x).length).toBeLessThan(3_000);
  });

  it('31 one that failed once, and has been at work with heartbeats since', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [
      {
        do: 'activity',
        name: 'failFirst',
        options: { heartbeatTimeout: '10 minutes', retry: { initialInterval: 100 } },
      },
    ]);
    await rig.until(id, 'beat', (d) => isActivity(STARTED, 2)(d) && d.pendingActivities?.[0]?.heartbeatDetails != null);
    const x = await look('31', id, { now: later(40) });
    expect(x).toMatchObject({ cause: 'activity-running', healthy: true });
    expect(all(x)).toContain('pod was drained');
  });

  it('32 one that is completed from outside: its worker is free and lives', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [{ do: 'activity', name: 'outside' }]);
    await rig.until(id, 'started', isActivity(STARTED));
    const x = await look('32', id);
    expect(x).toMatchObject({ cause: 'activity-running', healthy: true });
  });

  it('33 a queue of one host, which is gone, with a time that runs out', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [
      { do: 'activity', name: 'work', taskQueue: newQueue('host-7'), options: { scheduleToStartTimeout: '1 hour' } },
    ]);
    await rig.until(id, 'act', isActivity(SCHEDULED));
    const x = await look('33', id);
    expect(x.cause).toBe('no-activity-worker');
    expect(x.consequence).toMatch(/expires at/);
  });

  it('34 three things at once: paused, on a queue nobody polls, and retrying', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [
      { do: 'activity', beside: true, name: 'work', taskQueue: newQueue('nobody') },
      { do: 'activity', beside: true, name: 'failLater', args: [3_600] },
      { do: 'activity', beside: true, name: 'typo' },
      { do: 'activity', name: 'fail' },
    ]);
    await rig.until(
      id,
      'retry',
      (d) => (d.pendingActivities ?? []).filter(({ attempt = 0 }) => attempt >= 2).length >= 3,
    );
    const x = await look('34', id);
    expect(x.cause).toBe('no-activity-worker');
    expect(x.also.map(({ cause }) => cause)).toEqual(['activity-not-registered', 'backoff', 'activity-retrying']);
  });

  it('35 one whose attempts end with the last of them', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('failForGood', q);
    await rig.until(id, 'closed', isClosed);
    const x = await look('35', id);
    expect(x.cause).toBe('closed-failed');
    expect(x.headline).toContain('provider is down');
    expect(all(x)).toContain('all its attempts were used up');
  });

  it('36 an attempt that takes longer than it may, again and again', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [
      { do: 'activity', name: 'hang', options: { startToCloseTimeout: '1 second', retry: { initialInterval: 100 } } },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2)).catch(() => undefined);
    const x = await look('36', id);
    expect(x.cause).toBe('activity-retrying');
    expect(all(x)).toMatch(/START_TO_CLOSE|start-to-close/i);
  });

  it('37 ten activities: nine at work, one unknown to its worker', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [
      ...Array.from({ length: 9 }, () => ({ do: 'activity', beside: true, name: 'hold' })),
      { do: 'activity', name: 'fale' },
    ]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const x = await look('37', id);
    expect(x.cause).toBe('activity-not-registered');
    expect(all(x)).toContain('"fail"');
    expect(all(x).length).toBeLessThan(6_000);
  });

  it('38 an error with secrets of many lines is one line', async ({ expect }) => {
    const q = newQueue();
    const long = async () => {
      throw ApplicationFailure.create({ message: `line one\nline two\n${'x'.repeat(20_000)}`, type: 'Odd' });
    };
    await run(q, { activities: { long } });
    const id = await steps(q, [{ do: 'activity', name: 'long' }]);
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const x = await look('38', id);
    expect(x.cause).toBe('activity-retrying');
    expect(all(x).length).toBeLessThan(4_000);
  });
});

describe.concurrent('local activities and updates', () => {
  it('40 a long local activity, in a child', { timeout: 60_000 }, async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const child = `child-${randomUUID()}`;
    const id = await steps(q, [{ do: 'child', name: 'steps', id: child, args: [[{ do: 'local', name: 'hang' }]] }]);
    await rig.until(child, 'kept', (d) => Number(d.workflowExecutionInfo?.historyLength) > 6);
    const x = await look('40', id);
    expect(x).toMatchObject({ cause: 'child-blocked', path: [{}, { cause: 'local-activity-running' }] });
  });

  it('41 an update that waits for an activity that retries', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('takeUpdates', q);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow
      .getHandle(id)
      .startUpdate('advance', { args: [[{ do: 'activity', name: 'fail' }]], waitForStage: 'ACCEPTED' });
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    const x = await look('41', id);
    expect(x.cause).toBe('activity-retrying');
    expect(x.also.map(({ cause }) => cause)).toContain('update-pending');
  });

  it('42 an update that waits for a timer is well', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('takeUpdates', q);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow
      .getHandle(id)
      .startUpdate('advance', { args: [[{ do: 'sleep', milliseconds: 3_600_000 }]], waitForStage: 'ACCEPTED' });
    const x = await look('42', id);
    expect(x).toMatchObject({ cause: 'timer-wait', healthy: true });
  });

  it('43 an update that waits for a child that is well', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('takeUpdates', q);
    await rig.until(id, 'idle', isIdle);
    const child = `child-${randomUUID()}`;
    await rig.client.workflow.getHandle(id).startUpdate('advance', {
      args: [[{ do: 'child', name: 'steps', id: child, args: [[{ do: 'forever' }]] }]],
      waitForStage: 'ACCEPTED',
    });
    await rig.until(child, 'idle', isIdle);
    await rig.until(id, 'child', hasChildren);
    const x = await look('43', id);
    expect(x).toMatchObject({ cause: 'child-running', healthy: true });
  });

  it('44 an update that throws in its handler fails for its sender only', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('takeUpdates', q);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow
      .getHandle(id)
      .executeUpdate('advance', { args: [[{ do: 'activity', name: 'failForGood', args: ['no'] }]] })
      .catch(() => undefined);
    await rig.until(id, 'idle', isIdle);
    const x = await look('44', id);
    expect(x).toMatchObject({ cause: 'signal-wait', healthy: true });
  });
});

describe.concurrent('waits', () => {
  it('50 a timer of years', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [{ do: 'sleep', milliseconds: 5 * 365 * 86_400_000 }]);
    await rig.until(id, 'idle', isIdle);
    const x = await look('50', id);
    expect(x).toMatchObject({ cause: 'timer-wait', healthy: true });
  });

  it('51 a signal of a name that differs by case waits in vain', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [{ do: 'signal', name: 'approve' }]);
    await rig.until(id, 'idle', isIdle);
    await rig.client.workflow.getHandle(id).signal('Approve');
    await rig.until(id, 'idle', (d) => isIdle(d) && Number(d.workflowExecutionInfo?.historyLength) > 6);
    const x = await look('51', id);
    expect(x.cause).toBe('signal-wait');
    expect(told(x)).toContain('was "approve" meant');
  });

  it('52 a wait for a signal while no worker is there to take it', async ({ expect }) => {
    const q = newQueue();
    const worker = await run(q);
    const id = await steps(q, [{ do: 'signal', name: 'approve' }]);
    await rig.until(id, 'idle', isIdle);
    await worker.stop();
    const x = await look('52', id, { now: later(85) });
    expect(x).toMatchObject({ cause: 'signal-wait', healthy: true });
    expect(all(x)).toMatch(/no worker/i);
  });

  it('53 a timer while no worker is there to go on afterwards', async ({ expect }) => {
    const q = newQueue();
    const worker = await run(q);
    const id = await steps(q, [{ do: 'sleep', milliseconds: 3_600_000 }]);
    await rig.until(id, 'idle', isIdle);
    await worker.stop();
    const x = await look('53', id, { now: later(85) });
    expect(x).toMatchObject({ cause: 'timer-wait', healthy: true });
    expect(all(x)).toMatch(/no worker polls/i);
  });

  it('54 a signal-with-start to a queue that nobody polls', async ({ expect }) => {
    const id = `sws-${randomUUID()}`;
    await rig.client.workflow.signalWithStart('steps', {
      workflowId: id,
      taskQueue: newQueue('nobody'),
      args: [[]],
      signal: 'approve',
    });
    const x = await look('54', id);
    expect(x.cause).toBe('no-workflow-worker');
  });

  it('55 a loop that continues as new for ever is well', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('roundAndRound', q, {}, 50);
    await rig.until(
      id,
      'a later run',
      (d) => d.workflowExecutionInfo?.firstRunId !== d.workflowExecutionInfo?.execution?.runId,
    );
    for (let round = 0; round < 12; round++) {
      const x = await look(`55-${round}`, id);
      expect(x.healthy, `${x.cause} ${x.headline}`).toBe(true);
      await wait(150);
    }
    await rig.client.workflow.getHandle(id).terminate();
  });
});

describe.concurrent('ids and ends', () => {
  it('60 terminated in favour of a new start of the same id', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await steps(q, [{ do: 'forever' }]);
    const old = (await rig.until(id, 'idle', isIdle)).workflowExecutionInfo?.execution?.runId ?? '';
    await rig.client.workflow.start('steps', {
      workflowId: id,
      taskQueue: q,
      args: [[{ do: 'sleep', milliseconds: 3_600_000 }]],
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
    await rig.until(id, 'idle', isIdle);
    const x = await look('60-new', id);
    expect(x.cause).toBe('timer-wait');
    const y = await look('60-old', id, { runId: old });
    expect(y.cause).toBe('closed-terminated');
    expect(all(y)).not.toMatch(/payload|limit/i);
    expect(y.remedy.some(({ command }) => command?.includes('workflow reset'))).toBe(false);
  });

  it('61 the same id again after a failure', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('failForGood', q);
    const old = (await rig.until(id, 'closed', isClosed)).workflowExecutionInfo?.execution?.runId ?? '';
    await rig.client.workflow.start('steps', {
      workflowId: id,
      taskQueue: q,
      args: [[{ do: 'activity', name: 'typo' }]],
    });
    await rig.until(id, 'retry', isActivity(SCHEDULED, 2));
    expect((await look('61-new', id)).cause).toBe('activity-not-registered');
    const y = await look('61-old', id, { runId: old });
    expect(y.cause).toBe('closed-failed');
    expect(told(y)).toContain('activity-not-registered');
  });

  it('62 a child that timed out fails its parent, which names the root', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const child = `child-${randomUUID()}`;
    const id = await steps(q, [
      {
        do: 'child',
        name: 'steps',
        id: child,
        options: { workflowRunTimeout: '1 second' },
        args: [[{ do: 'forever' }]],
      },
    ]);
    await rig.until(id, 'closed', isClosed);
    const x = await look('62', id);
    expect(x.cause).toBe('closed-failed');
    expect(all(x)).toContain(child);
    expect(all(x)).toMatch(/time/i);
  });

  it('63 a child that was terminated fails its parent', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const child = `child-${randomUUID()}`;
    const id = await steps(q, [{ do: 'child', name: 'steps', id: child, args: [[{ do: 'forever' }]] }]);
    await rig.until(child, 'idle', isIdle);
    await rig.client.workflow.getHandle(child).terminate('by mistake');
    await rig.until(id, 'closed', isClosed);
    const x = await look('63', id);
    expect(x.cause).toBe('closed-failed');
    expect(all(x)).toContain(child);
    expect(all(x)).toMatch(/terminated/i);
  });

  it('65 cancelled before anything was done', async ({ expect }) => {
    const id = await steps(newQueue('nobody'), []);
    await rig.client.workflow.getHandle(id).cancel();
    const x = await look('65', id);
    expect(x.cause).toBe('no-workflow-worker');
    expect(told(x)).toContain('cancellation was requested');
  });

  it('66 a short run timeout that ends before a worker came', async ({ expect }) => {
    const id = await steps(newQueue('nobody'), [], { workflowRunTimeout: '1 second' });
    await rig.until(id, 'closed', isClosed);
    const x = await look('66', id);
    expect(x.cause).toBe('closed-timed-out');
    expect(x.headline).toContain('worker');
  });
});

describe.concurrent('workers', () => {
  it(
    '70 a worker killed with the workflow in its cache, and a signal then',
    { timeout: 60_000 },
    async ({ expect }) => {
      const q = newQueue();
      const { kill } = await spawnWorker(q, {
        workflows: fileURLToPath(new URL(workflows, import.meta.url)),
        withActivities: false,
      });
      const id = await steps(q, [
        { do: 'signal', name: 'a' },
        { do: 'signal', name: 'b' },
      ]);
      await rig.until(id, 'idle', isIdle);
      await kill();
      await rig.client.workflow.getHandle(id).signal('a');
      const now = await look('70-now', id);
      expect(['unknown', 'workflow-task-running']).toContain(now.cause);
      await rig.until(id, 'sticky gone', (d) => Number(d.workflowExecutionInfo?.historyLength) >= 8);
      const x = await look('70-later', id, { now: later(90) });
      expect(x.cause).toBe('no-workflow-worker');
    },
  );

  it('71 a worker that has other types', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const id = await rig.start('Steps', q);
    await rig.until(id, 'failing', isTaskAttempt(2));
    const x = await look('71', id);
    expect(x.cause).toBe('workflow-not-registered');
  });
  it('72 a schedule that is well and one that is paused after a failure', async ({ expect }) => {
    const q = newQueue();
    await run(q);
    const scheduleId = `schedule-${randomUUID()}`;
    const handle = await rig.client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every: '1 second' }] },
      action: { type: 'startWorkflow', workflowType: 'failForGood', taskQueue: q, args: [] },
      policies: { pauseOnFailure: true, overlap: 'SKIP' },
    });
    await expect.poll(async () => (await handle.describe()).state.paused, { timeout: 30_000 }).toBe(true);
    const x = await look('72', scheduleId);
    await handle.delete();
    expect(x.cause).toBe('schedule-paused');
    expect(all(x)).toMatch(/fail/i);
  });
});
void inject;
