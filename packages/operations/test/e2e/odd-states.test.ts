// States beside the beaten track: what was not thought of when the causes were written.
import { Client as HandrailClient } from '@handrail/client';
import { ApplicationFailure } from '@temporalio/activity';
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import type { Explanation } from '../../src';
import { isActivity, isIdle, isTaskAttempt, later, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);
const guarded = new ServerRig(WORKER_PACKAGES[1]![1]);
const SCHEDULED = 1;
const STARTED = 2;
const call = (name: string, more: object = {}) => ({ name, ...more });
const told = ({ evidence }: Explanation): string => evidence.map(({ what }) => what).join('\n');

describe('workflow tasks that fail in other ways', () => {
  it('a result that cannot be serialised', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('returnBigInt', queue);
    await rig.until(id, 'a second attempt', isTaskAttempt(2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('workflow-task-failing');
    expect(explanation.remedy[0]?.text).toContain('can be serialised');
  });

  it('a codec that cannot read what was written', async () => {
    const queue = newQueue();
    const codec = {
      encode: async (payloads: never[]) => payloads,
      decode: async () => {
        throw new Error('no key of this id');
      },
    };
    await rig.run(queue, { dataConverter: { payloadCodecs: [codec] } });
    const id = await rig.start('sleepFor', queue, {}, 1_000);
    await rig.until(id, 'a second attempt', isTaskAttempt(2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('workflow-task-failing');
    expect(explanation.headline).toContain('no key of this id');
    expect(explanation.remedy[0]?.text).toContain('payload codec');
  });

  it('a guard of Handrail, whose code is named', async () => {
    const queue = newQueue();
    await guarded.run(queue);
    const client = new HandrailClient({ connection: guarded.connection });
    const workflowId = `guarded-${randomUUID()}`;
    const calls = [call('hold', { options: { startToCloseTimeout: '3 hours' } })];
    await client.workflow.start('callActivities', { workflowId, taskQueue: queue, args: [calls] });
    await guarded.until(workflowId, 'a second attempt', isTaskAttempt(2));
    const explanation = await guarded.explain(workflowId);
    expect(explanation).toMatchObject({ cause: 'workflow-task-failing', raisedCode: 'HR2004', code: 'HR7015' });
    expect(explanation.headline).toContain('[HR2004] Activity "hold" may run 3 hours without a heartbeat.');
    expect(explanation.remedy[0]?.command).toBe('npx handrail explain HR2004');
  });
});

describe('activities in other states', () => {
  it('a local activity that is tried again by a timer', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('retryLocally', queue);
    await rig.until(id, 'a timer', isIdle);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'activity-retrying', healthy: false });
    expect(explanation.headline).toContain('Activity "fail" (id local)');
    expect(explanation.headline).toContain('provider is down');
  });

  it('a pause that was asked for while the attempt runs', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('callActivities', queue, {}, [call('hold')]);
    await rig.until(id, 'a started activity', isActivity(STARTED));
    await rig.connection.workflowService.pauseActivity({
      namespace: 'default',
      execution: { workflowId: id },
      id: '1',
      identity: 'anna',
      reason: '',
    });
    await rig.until(id, 'the pause', ({ pendingActivities }) => pendingActivities?.[0]?.paused === true);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-paused');
    expect(explanation.headline).toContain('its attempt still runs');
  });

  it('a heartbeat that timed out, with a worker to try again', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const options = { heartbeatTimeout: '1 second', retry: { initialInterval: '40 seconds' } };
    const id = await rig.start('callActivities', queue, {}, [call('hang', { options })]);
    await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('activity-retrying');
    expect(told(explanation)).toContain('HEARTBEAT timeout');
  });

  it('one that was asked to cancel, in a workflow that was not', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('cancelSlowly', queue);
    await rig.until(id, 'the request', isActivity(3));
    expect(await rig.explain(id)).toMatchObject({ cause: 'activity-running', healthy: true });
  });

  it('attempts that are limited, with how many are left', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('callActivities', queue, {}, [
      call('fail', { options: { retry: { maximumAttempts: 5, initialInterval: '30 seconds' } } }),
    ]);
    await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
    const explanation = await rig.explain(id);
    expect(explanation.headline).toContain('is in attempt 2 of 5');
    expect(explanation.consequence).toContain('After attempt 5 the failure reaches the workflow.');
  });
});

describe('starts, ends and families', () => {
  it('a workflow that is retried waits for its next run', async () => {
    const queue = newQueue();
    await rig.run(queue, { activities: { failForGood: () => Promise.reject(ApplicationFailure.nonRetryable('no')) } });
    const id = await rig.start('failOnce', queue, { retry: { initialInterval: '1 hour', maximumInterval: '1 hour' } });
    await rig.until(
      id,
      'its second run',
      (each) => each.pendingWorkflowTask == null && Number(each.workflowExecutionInfo?.historyLength) === 1,
    );
    expect(await rig.explain(id)).toMatchObject({ cause: 'start-delayed', healthy: true });
  });

  it('a workflow that timed out says which activity it waited for', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('callActivities', queue, { workflowRunTimeout: 2_000 }, [
      call('work', { taskQueue: newQueue('never') }),
    ]);
    await rig.until(id, 'its end', ({ workflowExecutionInfo }) => workflowExecutionInfo?.status === 7);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'closed-timed-out' });
    expect(explanation.headline).toContain('while it waited for activity "work" (id 1, task queue "never-');
  });

  it('a child that its parent took along was not terminated by an operator', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const childId = `child-${randomUUID()}`;
    const id = await rig.start('awaitChildren', queue, {}, [
      { type: 'sleepFor', workflowId: childId, args: [3_600_000] },
    ]);
    await rig.until(id, 'its child', ({ pendingChildren }) => Boolean(pendingChildren?.[0]?.runId));
    await rig.client.workflow.getHandle(id).terminate();
    await rig.until(childId, 'its end', ({ workflowExecutionInfo }) => workflowExecutionInfo?.status === 5);
    const explanation = await rig.explain(childId);
    expect(explanation.cause).toBe('closed-terminated');
    expect(explanation.headline).toContain('because its parent closed');
  });

  it('a failing child blocks its parent, with what it fails with', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const childId = `child-${randomUUID()}`;
    const id = await rig.start('awaitChildren', queue, {}, [{ type: 'throwTypeError', workflowId: childId }]);
    await rig.until(childId, 'a second attempt', isTaskAttempt(2));
    await rig.until(id, 'nothing of its own', ({ pendingWorkflowTask }) => pendingWorkflowTask == null);
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({
      cause: 'child-blocked',
      path: [{ cause: 'child-blocked' }, { workflowId: childId, cause: 'workflow-task-failing' }],
    });
    expect(explanation.headline).toContain("Cannot read properties of undefined (reading 'price')");
  });

  it('of many children not all are looked at, which is said', { timeout: 90_000 }, async () => {
    const queue = newQueue();
    await rig.run(queue);
    const name = randomUUID();
    const children = Array.from({ length: 40 }, (_, index) => ({
      type: 'sleepFor',
      workflowId: `${name}-${index}`,
      args: [3_600_000],
    }));
    const id = await rig.start('startChildren', queue, {}, children);
    await rig.untilChildren(id, 40);
    for (const { workflowId } of children.slice(0, 9)) await rig.until(workflowId, 'its timer', isIdle);
    const explanation = await rig.explain(id, { limits: { executions: 10 } });
    expect(explanation.headline).toContain('31 other children were not looked at.');
    expect(explanation.notExamined).toContain(
      `31 of the 40 children of "${id}": not more than 10 executions are looked at`,
    );
  });
});

describe('the time that a verdict is about', () => {
  it("is the server's, also where the clock of this machine is hours off", async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('callActivities', queue, {}, [call('hold')]);
    await rig.until(id, 'a started activity', isActivity(STARTED));
    for (const hours of [-3, 3]) {
      const explanation = await rig.explain(id, { now: later(hours * 3_600) });
      expect([hours, explanation.cause]).toEqual([hours, 'activity-running']);
      expect(explanation.notExamined.join('\n')).toContain('the clock of this machine is about');
    }
    expect(inject('temporalAddress')).toContain(':');
  });
});

describe('an execution that was paused', () => {
  it('waits for whoever unpauses it, where the server knows of pauses', async () => {
    const queue = newQueue();
    await rig.run(queue);
    const id = await rig.start('callActivities', queue, {}, [call('hold')]);
    await rig.until(id, 'its activity', isActivity(STARTED));
    const service = rig.connection.workflowService;
    const request = { namespace: 'default', workflowId: id, identity: 'anna@laptop', reason: 'provider is down' };
    try {
      await service.pauseWorkflowExecution({ ...request, requestId: randomUUID() });
    } catch (error) {
      const reason = String((error as { details?: unknown }).details);
      // Servers before 1.30 do not know the call; later ones allow it by frontend.WorkflowPauseEnabled.
      expect(reason).toMatch(/unknown method|not enabled/i);
      expect((await rig.explain(id)).cause).toBe('activity-running');
      return;
    }
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'workflow-paused', healthy: false, code: 'HR7018' });
    expect(explanation.headline).toContain('by anna@laptop: provider is down');
    expect(explanation.also.map(({ cause }) => cause)).toEqual(['activity-running']);
    await service.unpauseWorkflowExecution({ ...request, requestId: randomUUID() });
    expect((await rig.explain(id)).cause).toBe('activity-running');
  });
});
