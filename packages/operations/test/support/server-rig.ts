import { Client, Connection } from '@temporalio/client';
import { type BundleOptions, NativeConnection, type WorkerOptions } from '@temporalio/worker';
import * as rawWorker from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, inject } from 'vitest';
import { keepWorkerLog } from '../../../../test-support/worker-log';
import type { Explanation, ExplainOptions } from '../../src';
import { explainExecution } from '../../src';
import { activities } from './activities';

type WorkerPackage = Pick<typeof rawWorker, 'Worker' | 'bundleWorkflowCode'>;

/** The two kinds of worker whose failures read differently. */
export const WORKER_PACKAGES: readonly (readonly [string, () => Promise<WorkerPackage>])[] = [
  ['a raw worker', async () => rawWorker],
  ['a Handrail worker', async () => (await import('@handrail/worker')) as unknown as WorkerPackage],
];

const WAIT_MILLISECONDS = 90_000;

/** Connections for one test file, and workers that end with it. */
export class ServerRig {
  client!: Client;
  connection!: Connection;
  #native!: NativeConnection;
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #bundles = new Map<string, Promise<rawWorker.WorkflowBundleWithSourceMap>>();

  constructor(readonly loadWorkerPackage: () => Promise<WorkerPackage>) {
    beforeAll(async () => {
      await keepWorkerLog();
      const address = inject('temporalAddress');
      this.connection = await Connection.connect({ address });
      this.#native = await NativeConnection.connect({ address });
      this.client = new Client({ connection: this.connection });
    });
    afterAll(async () => {
      await Promise.all(this.#stops.map((stop) => stop()));
      await this.#native.close();
      await this.connection.close();
    });
  }

  /** Runs a worker; its returned function stops it. */
  async run(
    taskQueue: string,
    options: Partial<WorkerOptions> & { readonly workflows?: string | false } = {},
  ): Promise<{ stop: () => Promise<void>; worker: rawWorker.Worker }> {
    const { workflows = '../workflows/stuck.ts', ...workerOptions } = options;
    const { Worker } = await this.loadWorkerPackage();
    const worker = await Worker.create({
      connection: this.#native,
      taskQueue,
      ...(workflows !== false && { workflowBundle: await this.bundle(workflows) }),
      activities,
      shutdownGraceTime: 0,
      shutdownForceTime: 2_000,
      ...workerOptions,
    });
    const done = worker.run();
    let isStopped = false;
    const stop = async () => {
      if (!isStopped) worker.shutdown();
      isStopped = true;
      await done.catch(() => {});
    };
    this.#stops.push(stop);
    return { stop, worker };
  }

  /** What workers of this rig run of a file with workflows; bundled once. */
  async bundle(workflows: string): Promise<rawWorker.WorkflowBundleWithSourceMap> {
    const { bundleWorkflowCode } = await this.loadWorkerPackage();
    const options: BundleOptions = { workflowsPath: fileURLToPath(new URL(workflows, import.meta.url)) };
    const bundle = this.#bundles.get(workflows) ?? bundleWorkflowCode(options);
    this.#bundles.set(workflows, bundle);
    return await bundle;
  }

  async start(type: string, taskQueue: string, options: object = {}, ...args: readonly unknown[]): Promise<string> {
    const workflowId = `${type}-${randomUUID()}`;
    await this.client.workflow.start(type, { workflowId, taskQueue, args: [...args], ...options });
    return workflowId;
  }

  /** Waits until the server shows something of an execution. */
  async until(workflowId: string, what: string, holds: (description: Description) => boolean): Promise<Description> {
    const deadline = performance.now() + WAIT_MILLISECONDS;
    let last: Description | undefined;
    while (performance.now() < deadline) {
      // A child is there a moment after its parent has asked for it.
      last = await this.connection.workflowService
        .describeWorkflowExecution({ namespace: 'default', execution: { workflowId } })
        .catch(() => undefined);
      if (last !== undefined && holds(last)) return last;
      await wait(50);
    }
    throw new Error(`${workflowId} never showed ${what}. It is ${JSON.stringify(last)}`);
  }

  /**
   * Waits until the children of an execution have begun. The server lists them from the moment that they are asked for, and gives
   * each its first task a moment after it has told the parent of its start.
   */
  async untilChildren(workflowId: string, count = 1): Promise<void> {
    const { pendingChildren } = await this.until(workflowId, 'its children', hasChildren(count));
    for (const child of pendingChildren ?? []) await this.until(child.workflowId ?? '', 'its first task', hasBegun);
  }

  /** Waits until the server knows that somebody polls a queue. */
  async untilPolled(name: string, type: 'workflow' | 'activity' = 'workflow'): Promise<void> {
    const deadline = performance.now() + WAIT_MILLISECONDS;
    while (performance.now() < deadline) {
      const { pollers } = await this.connection.workflowService.describeTaskQueue({
        namespace: 'default',
        taskQueue: { name },
        taskQueueType: type === 'workflow' ? 1 : 2,
      });
      if (pollers?.length) return;
      await wait(50);
    }
    throw new Error(`Nobody ever polled ${name}.`);
  }

  async explain(workflowId: string, options?: ExplainOptions): Promise<Explanation> {
    return await explainExecution(this.client, workflowId, options);
  }
}

export type Description = Awaited<ReturnType<Connection['workflowService']['describeWorkflowExecution']>>;

/** A queue of its own for a test. */
export function newQueue(purpose = 'queue'): string {
  return `${purpose}-${randomUUID()}`;
}

/** A clock as it will be so many seconds later. */
export function later(seconds: number): () => number {
  return () => Date.now() + seconds * 1_000;
}

// A child has no task at first, either.
const FIRST_TASK_DONE = 4;

/** Whether it has done its first task, and has nothing pending. */
export const isIdle = ({
  pendingWorkflowTask,
  pendingActivities,
  pendingChildren,
  workflowExecutionInfo,
}: Description): boolean =>
  pendingWorkflowTask == null &&
  !pendingActivities?.length &&
  !pendingChildren?.length &&
  Number(workflowExecutionInfo?.historyLength) >= FIRST_TASK_DONE;

const hasChildren =
  (count: number) =>
  ({ pendingChildren, pendingWorkflowTask }: Description): boolean =>
    pendingWorkflowTask == null &&
    (pendingChildren ?? []).length >= count &&
    (pendingChildren ?? []).every(({ runId }) => runId);

const hasBegun = ({ workflowExecutionInfo: info }: Description): boolean =>
  Number(info?.historyLength) > 1 || info?.firstRunId !== info?.execution?.runId;

export const isActivity =
  (state: number, attempt = 1) =>
  ({ pendingActivities, pendingWorkflowTask }: Description): boolean =>
    pendingWorkflowTask == null &&
    (pendingActivities ?? []).some((activity) => activity.state === state && (activity.attempt ?? 0) >= attempt);

/** That a worker has an activity: it is started for the server before the worker has heard of it, and a worker that stops then loses it. */
export const hasHeartbeat = ({ pendingActivities }: Description): boolean =>
  pendingActivities?.[0]?.lastHeartbeatTime != null;

export const isTaskAttempt =
  (attempt: number) =>
  ({ pendingWorkflowTask }: Description): boolean =>
    (pendingWorkflowTask?.attempt ?? 0) >= attempt;
