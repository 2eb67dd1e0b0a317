// What a library exports without annotations: its declaration files have to name every type that is inferred here, also where
// the SDK is not in reach of the project (pnpm).
import { Context, heartbeat } from '@handrail/activity';
import { Client, Connection, ScheduleClient, WithStartWorkflowOperation, WorkflowClient } from '@handrail/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@handrail/common';
import { MockActivityEnvironment, TestWorkflowEnvironment } from '@handrail/testing';
import {
  bundleWorkflowCode,
  NativeConnection,
  type ReplayWorkerOptions,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@handrail/worker';
import { makeContinueAsNewFunc, proxyActivities, proxyLocalActivities, sleep, startChild } from '@handrail/workflow';

interface Activities {
  charge(orderId: string): Promise<{ receipt: string }>;
}
type Order = (orderId: string) => Promise<number>;
const start = { taskQueue: 'orders', workflowId: 'order-1', args: ['order-1'] as [string] };

export const activities = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });
export const { charge } = proxyLocalActivities<Activities>({ startToCloseTimeout: '1 minute' });
export const startOrder = () => startChild<Order>('order', { args: ['order-1'] });
export const orderAgain = () => makeContinueAsNewFunc<Order>({ taskQueue: 'orders' });
export const dependencies = { sleep, heartbeat };
export const clientInActivity = () => Context.current().client;

export const client = new Client();
export const connect = () => Connection.connect();
export const handles = {
  order: () => client.workflow.start<Order>('order', start),
  operation: new WithStartWorkflowOperation<Order>('order', { ...start, workflowIdConflictPolicy: 'USE_EXISTING' }),
  schedule: client.schedule.getHandle('nightly'),
};
export const parts = [client.workflow, client.schedule, client.activity, new WorkflowClient(), new ScheduleClient()];
export class OrderClient extends Client {
  readonly orders = this.workflow;
}

export const createWorker = (options: WorkerOptions) => Worker.create(options);
export const replay = (options: ReplayWorkerOptions) => Worker.runReplayHistories(options, []);
export const bundle = () => bundleWorkflowCode({ workflowsPath: 'workflows.js' });
export const connectWorker = () => NativeConnection.connect();
export const runtime = () => Runtime.instance();
export const classes = { Client, Context, NativeConnection, Runtime, TestWorkflowEnvironment, Worker };

export const environment = () => TestWorkflowEnvironment.createLocal();
export const mock = new MockActivityEnvironment();
export const deadline = defineSearchAttributeKey('SlaDeadline', 'DATETIME');
export const attributes = new TypedSearchAttributes([{ key: deadline, value: new Date(0) }]);
