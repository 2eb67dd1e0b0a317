// A repair does no harm: what people ended or what has gone on is left alone, and nothing is done twice.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { applyRepair, type OperationsClient, planRepair } from '../../src';
import { ClaimService } from '../../src/sla/claim-service';
import { isClosed, NightShift, SCHEDULED } from '../support/night-shift';
import { isActivity, isIdle, isTaskAttempt, newQueue } from '../support/server-rig';

const rig = new NightShift();
const listed = async (query: string, count: number) =>
  await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 20_000 }).toBe(count);

it('leaves alone what somebody has terminated, unless it is named', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const ended = await rig.steps(queue, [{ do: 'signal', name: 'go' }]);
  const parent = `parent-${randomUUID()}`;
  const child = `child-${randomUUID()}`;
  await rig.client.workflow.start('steps', {
    workflowId: parent,
    taskQueue: queue,
    args: [[{ do: 'child', name: 'steps', id: child, args: [[{ do: 'signal', name: 'go' }]] }]],
  });
  for (const id of [ended, child]) await rig.until(id, 'idle', isIdle);
  await rig.untilChildren(parent);
  await rig.client.workflow.getHandle(ended).terminate('a fraud');
  await rig.client.workflow.getHandle(parent).terminate('a fraud');
  await rig.until(child, 'its end', isClosed);
  const query = `TaskQueue = "${queue}"`;
  await listed(`${query} AND ExecutionStatus = "Terminated"`, 3);
  const plan = await planRepair(rig.client, { query });
  expect(plan.repairs).toEqual([]);
  expect(plan.refused.map(({ workflowId, why }) => [workflowId, why]).sort()).toEqual(
    [
      [ended, 'somebody has ended it: name it with --cause closed-terminated where it is to go on'],
      [parent, 'somebody has ended it: name it with --cause closed-terminated where it is to go on'],
      [child, 'it ended with its parent, which is what has to be repaired'],
    ].sort(),
  );
  const named = await planRepair(rig.client, { query: `WorkflowId = "${ended}"`, causes: ['closed-terminated'] });
  expect(named.repairs).toMatchObject([{ workflowId: ended, actions: [{ kind: 'reset-workflow' }] }]);
  await applyRepair(rig.client, named, { reason: 'it was none' });
  await rig.until(ended, 'idle', isIdle);
});

it('does not do more than was planned: what has gone on since is left alone', async () => {
  const queue = newQueue();
  let isDown = true;
  await rig.runOnCall(queue, {
    activities: {
      work: async () => {},
      pay: async () => {
        if (isDown) throw new Error('no connection');
      },
    },
  });
  const retry = { initialInterval: '1 hour', maximumInterval: '1 hour' };
  const id = await rig.steps(queue, [
    { do: 'activity', beside: true, name: 'pay', options: { retry } },
    { do: 'signal', name: 'go' },
    { do: 'activity', name: 'pay', options: { retry } },
  ]);
  await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
  await listed(`WorkflowId = "${id}"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"` });
  expect(plan.repairs).toMatchObject([{ actions: [{ kind: 'reset-activity', activityId: '1' }] }]);
  await rig.client.workflow.getHandle(id).signal('go');
  await rig.until(id, 'two of them', ({ pendingActivities }) => {
    const later = (pendingActivities ?? []).filter(({ attempt }) => (attempt ?? 0) >= 2);
    return later.length === 2;
  });
  isDown = false;
  const outcomes = await applyRepair(rig.client, plan, { reason: 'the line is back' });
  expect(outcomes).toMatchObject([
    { outcome: 'skipped', why: 'it has gone on since the plan was made: plan it again' },
  ]);
  await applyRepair(rig.client, await planRepair(rig.client, { query: `WorkflowId = "${id}"` }), { reason: 'again' });
  await rig.client.workflow.getHandle(id).result();
});

it('sends a signal once for one reason, also where it is interrupted before it is written down', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const id = await rig.steps(queue, [
    { do: 'signal', name: 'go' },
    { do: 'signal', name: 'go' },
    { do: 'signal', name: 'go' },
  ]);
  await rig.until(id, 'idle', isIdle);
  const query = `WorkflowId = "${id}"`;
  await listed(query, 1);
  const planned = async () => await planRepair(rig.client, { query, intent: { signal: { name: 'go' } } });
  const signals = async () => {
    await rig.until(id, 'idle', isIdle);
    const { events } = await rig.client.workflow.getHandle(id).fetchHistory();
    return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes != null).length;
  };
  const plan = await planned();
  await applyRepair(rig.client, plan, { reason: 'approved by anna' });
  expect(await signals()).toBe(1);
  // As after a kill: nothing says that it was done.
  await applyRepair(rig.client, plan, { reason: 'approved by anna' });
  expect(await signals()).toBe(1);
  // Another approval is another matter.
  await applyRepair(rig.client, await planned(), { reason: 'approved by bert' });
  expect(await signals()).toBe(2);
});

/** The same client, to which the first answer of a call is lost: the server does what it is asked for, and nobody hears of it. */
function losing(
  method: 'resetWorkflowExecution' | 'signalWorkflowExecution' | 'resetActivity',
  error = { code: 14, details: 'Connection dropped' },
): OperationsClient {
  const { connection, options, workflowService } = rig.client;
  let isFirst = true;
  const lose = async (...request: unknown[]) => {
    const answer: unknown = await (Reflect.get(workflowService, method) as Call).apply(workflowService, request);
    if (!isFirst) return answer;
    isFirst = false;
    throw Object.assign(new Error(error.details), error);
  };
  const service = new Proxy(workflowService, {
    get: (whole, name) => (name === method ? lose : (Reflect.get(whole, name) as unknown)),
  });
  return { connection, options, workflowService: service } as OperationsClient;
}

type Call = (...request: unknown[]) => Promise<unknown>;

it('finds the run of a reset whose answer was lost, and resets once', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const id = await rig.steps(queue, [{ do: 'sleep', milliseconds: 1 }, { do: 'throw' }]);
  await rig.until(id, 'a second attempt', isTaskAttempt(2));
  await listed(`WorkflowId = "${id}"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"` });
  const [outcome] = await applyRepair(losing('resetWorkflowExecution'), plan, { reason: 'fixed' });
  const { runId } = await rig.client.workflow.getHandle(id).describe();
  expect(outcome).toMatchObject({ outcome: 'repaired', newRunId: runId });
  await listed(`WorkflowId = "${id}"`, 2);
  // A call that was ended before it heard of it tells its next one that it does not know.
  const [later] = await applyRepair(rig.client, plan, { reason: 'fixed', unsure: new Set([plan.repairs[0]!.runId]) });
  expect(later).toMatchObject({ outcome: 'repaired', newRunId: runId });
  await listed(`WorkflowId = "${id}"`, 2);
  await rig.client.workflow.getHandle(id).terminate();
});

it('does not call failed an activity that it has reset, though the server finds it no more', async () => {
  const queue = newQueue();
  await rig.runNight(queue);
  const id = await rig.steps(queue, [{ do: 'activity', name: 'failOnce' }]);
  await rig.until(id, 'its backoff', isActivity(SCHEDULED, 2));
  await listed(`WorkflowId = "${id}"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"` });
  // As where the connection of the SDK has tried a second time what had been done at the first.
  const gone = { code: 5, details: 'workflow execution already completed' };
  const [outcome] = await applyRepair(losing('resetActivity', gone), plan, { reason: 'fixed' });
  await rig.client.workflow.getHandle(id).result();
  expect(outcome?.outcome).not.toBe('failed');
  expect(outcome?.why).toContain('the server did not say whether it was done (reset-activity: not found');
});

it('sends a signal once whose answer was lost', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const id = await rig.steps(queue, [
    { do: 'signal', name: 'go' },
    { do: 'signal', name: 'go' },
  ]);
  await rig.until(id, 'idle', isIdle);
  await listed(`WorkflowId = "${id}"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"`, intent: { signal: { name: 'go' } } });
  const [outcome] = await applyRepair(losing('signalWorkflowExecution'), plan, { reason: 'approved' });
  expect(outcome).toMatchObject({ outcome: 'repaired' });
  await rig.until(id, 'idle', isIdle);
  const { events } = await rig.client.workflow.getHandle(id).fetchHistory();
  expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes != null)).toHaveLength(1);
  await rig.client.workflow.getHandle(id).terminate();
});

it('does not take a second time what an interrupted one has reset', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const id = await rig.steps(queue, [{ do: 'sleep', milliseconds: 1 }, { do: 'throw' }]);
  await rig.until(id, 'a second attempt', isTaskAttempt(2));
  await listed(`WorkflowId = "${id}"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"` });
  expect(plan.repairs).toHaveLength(1);
  const [first] = await applyRepair(rig.client, plan, { reason: 'fixed' });
  expect(first).toMatchObject({ outcome: 'repaired' });
  const [second] = await applyRepair(rig.client, plan, { reason: 'fixed' });
  expect(second).toMatchObject({ outcome: 'skipped' });
  const { workflowExecutionInfo } = await rig.until(id, 'a second attempt', isTaskAttempt(2));
  expect(workflowExecutionInfo?.execution?.runId).toBe(first?.newRunId);
});

it('takes no notice of the SLA monitor for an execution that is stuck', async () => {
  const claim = `sla_${randomUUID()}`;
  await new ClaimService(rig.client, 'a monitor that dies').make(claim, {});
  const workflowType = `none${randomUUID().replaceAll('-', '')}`;
  const id = await rig.start(workflowType, newQueue('nobody'));
  const query = `WorkflowId = "${claim}" OR WorkflowId = "${id}"`;
  await listed(query, 2);
  await rig.until(claim, 'its lease to end', isTaskAttempt(2));
  const plan = await planRepair(rig.client, { query });
  expect(plan).toMatchObject({ examined: 1, repairs: [], refused: [{ workflowId: id }] });
  await rig.client.workflow.getHandle(claim).terminate();
  await rig.client.workflow.getHandle(id).terminate();
});

it('goes on with an execution that had a child, which is not started twice', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const child = `child-${randomUUID()}`;
  const id = await rig.steps(queue, [
    {
      do: 'child',
      beside: true,
      name: 'steps',
      id: child,
      args: [[{ do: 'signal', name: 'go' }]],
    },
    { do: 'signal', name: 'go' },
    { do: 'throw' },
  ]);
  await rig.until(child, 'idle', isIdle);
  await rig.untilChildren(id);
  const { workflowExecutionInfo: before } = await rig.until(child, 'idle', isIdle);
  await rig.client.workflow.getHandle(id).signal('go');
  await rig.until(id, 'a second attempt', isTaskAttempt(2));
  await listed(`WorkflowId = "${id}"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"` });
  await applyRepair(rig.client, plan, { reason: 'fixed' });
  await rig.until(id, 'a second attempt', isTaskAttempt(2));
  const { workflowExecutionInfo: after } = await rig.until(child, 'idle', isIdle);
  expect(after?.execution?.runId).toBe(before?.execution?.runId);
});

it('starts the child again that was terminated with its parent, of whose end the new run would never hear', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const child = `child-${randomUUID()}`;
  const id = await rig.steps(queue, [
    { do: 'child', name: 'steps', id: child, args: [[{ do: 'signal', name: 'go' }]] },
  ]);
  await rig.until(child, 'idle', isIdle);
  await rig.untilChildren(id);
  await rig.client.workflow.getHandle(id).terminate('by mistake');
  await rig.until(child, 'its end', isClosed);
  await listed(`WorkflowId = "${id}" AND ExecutionStatus = "Terminated"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"`, causes: ['closed-terminated'] });
  expect(plan.repairs).toMatchObject([{ workflowId: id, actions: [{ kind: 'reset-workflow', eventId: 4 }] }]);
  await applyRepair(rig.client, plan, { reason: 'it was meant to go on' });
  await rig.until(child, 'its wait', (each) => isIdle(each) && !isClosed(each));
  await rig.client.workflow.getHandle(child).signal('go');
  await rig.client.workflow.getHandle(id).result();
});

it('is not done where the new run would start a child again that is open', async () => {
  const queue = newQueue();
  await rig.runOnCall(queue);
  const child = `child-${randomUUID()}`;
  const time = new Date(Date.now() - 1_000).toISOString();
  const early = await rig.steps(queue, [{ do: 'signal', name: 'go' }]);
  await rig.until(early, 'idle', isIdle);
  const id = await rig.steps(queue, [
    { do: 'signal', name: 'go' },
    { do: 'child', beside: true, name: 'steps', id: child, args: [[{ do: 'forever' }]] },
    { do: 'activity', name: 'typo' },
  ]);
  await rig.until(id, 'idle', isIdle);
  const between = new Date().toISOString();
  await rig.client.workflow.getHandle(id).signal('go');
  await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
  await rig.until(child, 'idle', isIdle);
  await listed(`WorkflowId = "${id}"`, 1);
  const planned = async (before: string) =>
    await planRepair(rig.client, { query: `WorkflowId = "${id}"`, intent: { before: { time: before } } });
  expect(await planned(between)).toMatchObject({
    repairs: [],
    refused: [{ why: `child workflow "${child}", which a reset would start again, is open: end it first` }],
  });
  await rig.client.workflow.getHandle(child).terminate();
  await expect.poll(async () => (await planned(between)).repairs.length, { timeout: 20_000 }).toBe(1);
  expect((await planned(time)).refused).toMatchObject([
    { why: expect.stringContaining('it has begun after') as unknown },
  ]);
});

it('asks again where the server refuses for its limits: neither is it skipped, nor has it failed', async () => {
  const queue = newQueue();
  let isDown = true;
  await rig.runOnCall(queue, {
    activities: {
      pay: async () => {
        if (isDown) throw new Error('no connection');
      },
    },
  });
  const id = await rig.steps(queue, [
    { do: 'activity', name: 'pay', options: { retry: { initialInterval: '1 hour' } } },
  ]);
  await rig.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
  await listed(`WorkflowId = "${id}"`, 1);
  const plan = await planRepair(rig.client, { query: `WorkflowId = "${id}"` });
  isDown = false;
  const refused = ['describeWorkflowExecution', 'resetActivity'];
  const workflowService = new Proxy(rig.client.workflowService, {
    get(service, name: 'resetActivity') {
      if (!refused.includes(name)) return service[name];
      return async () => {
        refused.splice(refused.indexOf(name), 1);
        throw Object.assign(new Error('limit'), { code: 8, details: 'namespace rate limit exceeded' });
      };
    },
  });
  const client = Object.create(rig.client, { workflowService: { value: workflowService } }) as typeof rig.client;
  expect(await applyRepair(client, plan, { reason: 'the line is back' })).toMatchObject([{ outcome: 'repaired' }]);
  expect(refused).toEqual([]);
  await rig.client.workflow.getHandle(id).result();
}, 120_000);
