/**
 * What the mirrored client's types add to the SDK's, what they still refuse, and that code typed with the SDK's own names
 * goes on compiling.
 */
import type * as sdk from '@temporalio/client';
import {
  ActivityClient,
  Client,
  type ClientOptions,
  connect,
  Connection,
  handrail,
  ScheduleClient,
  type ScheduleHandle,
  WithStartWorkflowOperation,
  WorkflowClient,
} from '@handrail/client';

declare const client: Client;
declare const handle: ScheduleHandle;
declare function order(id: string, lines: number): Promise<string>;

const taskQueue = 'orders';
const workflowId = 'order-17';

export function startsTakeWaiversAndALifetime() {
  void client.workflow.start(order, {
    taskQueue,
    workflowId,
    args: ['a', 1],
    workflowRunTimeout: '1 hour',
    waive: { HR2003: 'worthless after an hour' },
  });
  void client.workflow.execute(order, { taskQueue, workflowId, args: ['a', 1], lifetime: 'unbounded' });
  void client.workflow.signalWithStart('order', { taskQueue, workflowId, signal: 'add', lifetime: 'unbounded' });
  new WithStartWorkflowOperation(order, {
    taskQueue,
    workflowId,
    args: ['a', 1],
    workflowIdConflictPolicy: 'FAIL',
    waive: { HR2003: 'worthless after an hour' },
  });
}

export function startsAndActionsTakeAnSla() {
  void client.workflow.start(order, { taskQueue, workflowId, args: ['a', 1], sla: '4 hours' });
  void client.workflow.signalWithStart('order', { taskQueue, workflowId, signal: 'add', sla: 14_400_000 });
  new WithStartWorkflowOperation(order, {
    taskQueue,
    workflowId,
    args: ['a', 1],
    workflowIdConflictPolicy: 'FAIL',
    sla: '4h',
  });
  void client.schedule.create({
    scheduleId: 'nightly',
    spec: {},
    action: { type: 'startWorkflow', workflowType: order, taskQueue, args: ['a', 1], sla: '2 hours' },
  });
  // @ts-expect-error Type '"soon"' is not assignable to type 'HandrailDuration | undefined'.
  void client.workflow.start(order, { taskQueue, workflowId, args: ['a', 1], sla: 'soon' });
}

export function startsRefuseWhatTheyDoNotKnow() {
  // @ts-expect-error Type '"forever"' is not assignable to type '"unbounded"'.
  void client.workflow.start(order, { taskQueue, workflowId, args: ['a', 1], lifetime: 'forever' });
  // @ts-expect-error Object literal may only specify known properties, and 'HR9999' does not exist in type 'Waivers'.
  void client.workflow.start(order, { taskQueue, workflowId, args: ['a', 1], waive: { HR9999: 'no such guard' } });
}

export function schedulesTakeThemInTheirActions() {
  const action = { type: 'startWorkflow', workflowType: order, taskQueue, args: ['a', 1] } as const;
  void client.schedule.create({
    scheduleId: 'nightly',
    spec: {},
    action: { type: 'startWorkflow', workflowType: order, taskQueue, args: ['a', 1], lifetime: 'unbounded' },
  });
  void client.schedule.create({
    scheduleId: 'nightly',
    spec: {},
    action: { ...action, args: ['a', 1], workflowRunTimeout: '1 hour', waive: { HR2003: 'worthless then' } },
  });
  void handle.update((before) => ({
    ...before,
    action: { type: 'startWorkflow', workflowType: order, taskQueue, args: ['a', 1], lifetime: 'unbounded' },
  }));
  void handle.update((before) => ({ ...before, state: { ...before.state, paused: true } }));
}

export function schedulesRefuseWhatTheirWorkflowDoesNotTake() {
  void client.schedule.create({
    scheduleId: 'nightly',
    spec: {},
    // @ts-expect-error No overload matches this call. Overload 1 of 2, '(options: ScheduleOptions<Action<(id: string, lines: number) => Promise<string>>>): Promise<ScheduleHandle>', gave the following error. Type 'string' is not assignable to type 'number'. Overload 2 of 2, '(options: ScheduleOptions<ScheduleOptionsStartWorkflowAction<(id: string, lines: number) => Promise<string>>>): Promise<...>', gave the following error. Type 'string' is not assignable to type 'number'.
    action: { type: 'startWorkflow', workflowType: order, taskQueue, args: ['a', 'b'], lifetime: 'unbounded' },
  });
  void client.schedule.create({
    scheduleId: 'nightly',
    spec: {},
    // @ts-expect-error No overload matches this call. Overload 1 of 2, '(options: ScheduleOptions<Action<(id: string, lines: number) => Promise<string>>>): Promise<ScheduleHandle>', gave the following error. Type '"forever"' is not assignable to type '"unbounded"'. Overload 2 of 2, '(options: ScheduleOptions<ScheduleOptionsStartWorkflowAction<(id: string, lines: number) => Promise<string>>>): Promise<...>', gave the following error. Object literal may only specify known properties, and 'lifetime' does not exist in type 'ScheduleOptionsStartWorkflowAction<(id: string, lines: number) => Promise<string>>'.
    action: { type: 'startWorkflow', workflowType: order, taskQueue, args: ['a', 1], lifetime: 'forever' },
  });
}

export function schedulesTakeTheSdksOwnTypes(options: sdk.ScheduleOptions, update: sdk.ScheduleUpdateOptions) {
  void client.schedule.create(options);
  void handle.update(() => update);
  const created: Promise<sdk.ScheduleHandle> = client.schedule.create(options);
  return created;
}

export function clientsTakeAPolicy(connection: sdk.Connection, options: sdk.ClientOptions) {
  const policy = { mode: 'warn' } as const;
  new Client({ connection, policy });
  new WorkflowClient({ connection, policy });
  new ScheduleClient({ connection, policy });
  new ActivityClient({ connection, policy });
  new Client(options);
  new Client({ connection, plugins: [handrail(policy)] });
  void connect({ policy, connection: { address: 'localhost:7233' }, waive: { HR4003: 'a mesh encrypts' } });
  void Connection.connect({ address: 'localhost:7233', plugins: [handrail(policy)] });
  // @ts-expect-error Type '"lenient"' is not assignable to type 'PolicyMode'.
  new Client({ connection, policy: { mode: 'lenient' } });
}

export function theyAreTheSdksClients(connection: Connection): sdk.Client {
  class Extended extends Client {
    constructor(options: ClientOptions) {
      super({ ...options, identity: 'orders' });
    }
    converter() {
      return this.dataConverter;
    }
  }
  const raw: sdk.Connection = connection;
  const extended = new Extended({ connection: raw });
  extended.converter();
  return extended;
}
