import { type Client, type ClientOptions, Connection } from '@temporalio/client';
import type * as sdkWorker from '@temporalio/worker';
import {
  type BundleOptions,
  NativeConnection,
  type ReplayWorkerOptions,
  type WorkerOptions,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { recordStarts, replayAll } from './replay-all';
import { keepWorkerLog } from './worker-log';

/** The worker package that a test is about: `@handrail/worker`, `../src` in its own tests, or `@temporalio/worker`. */
export interface WorkerPackage {
  readonly Worker: Pick<typeof sdkWorker.Worker, 'create' | 'runReplayHistory'>;
  readonly bundleWorkflowCode: (options: BundleOptions) => Promise<WorkflowBundleWithSourceMap>;
}

/** The client package that a test is about, as {@link WorkerPackage}. */
export interface ClientPackage {
  readonly Client: new (options: ClientOptions) => Client;
}

export interface RunWorkerOptions {
  /** The file that exports the workflows; a URL relative to the test: `new URL('./workflows/order.ts', import.meta.url)`. */
  readonly workflows: URL | string;
  readonly activities?: object;
  /** Given to client, worker, bundle and replay. @default no policy */
  readonly policy?: object;
  /** A queue to share with an earlier or later worker. @default a new one */
  readonly taskQueue?: string;
  /** Further options of the worker; `plugins`, `dataConverter` and `interceptors` are used for bundle and replay, too. */
  readonly workerOptions?: Partial<WorkerOptions>;
  readonly clientOptions?: ClientOptions;
  /** @default `@handrail/worker` */
  readonly workerPackage?: WorkerPackage;
  /** @default `@handrail/client` */
  readonly clientPackage?: ClientPackage;
  /** Why the histories of this test cannot replay, where that is what it is about. */
  readonly noReplay?: string;
}

/** What a test works with while the worker runs. */
export interface Rig {
  readonly client: Client;
  readonly taskQueue: string;
  readonly namespace: string;
  readonly address: string;
  readonly worker: sdkWorker.Worker;
  readonly connection: Connection;
  readonly nativeConnection: NativeConnection;
  readonly bundle: WorkflowBundleWithSourceMap;
}

/**
 * Runs `test` beside a worker for the given workflows on the shared server, then stops the worker and replays every history
 * that was made on its task queue.
 */
export async function runWorker<T>(options: RunWorkerOptions, test: (rig: Rig) => Promise<T>): Promise<T> {
  const { Worker, bundleWorkflowCode } = options.workerPackage ?? (await import('@handrail/worker'));
  const { Client } = options.clientPackage ?? (await import('@handrail/client'));
  const logger = await keepWorkerLog();
  const address = inject('temporalAddress');
  const namespace = 'default';
  const taskQueue = options.taskQueue ?? `queue-${randomUUID()}`;
  const { workerOptions = {}, clientOptions = {} } = options;
  const policy = options.policy === undefined ? {} : { policy: options.policy };

  const bundle = await bundleOnce(bundleWorkflowCode, {
    workflowsPath: pathOf(options.workflows),
    logger,
    ...policy,
    ...bundleOptions(workerOptions),
  });
  const connection = await Connection.connect({ address });
  const started = recordStarts(connection, taskQueue);
  const nativeConnection = await NativeConnection.connect({ address });
  try {
    const client = new Client({ connection, namespace, ...policy, ...clientOptions });
    const worker = await Worker.create({
      connection: nativeConnection,
      namespace,
      taskQueue,
      workflowBundle: bundle,
      ...(options.activities === undefined ? {} : { activities: options.activities }),
      ...policy,
      ...workerOptions,
    });
    const rig = { client, taskQueue, namespace, address, worker, connection, nativeConnection, bundle };
    const result = await worker.runUntil(() => test(rig));
    if (options.noReplay === undefined) {
      await replayAll(connection, namespace, taskQueue, started, (history, workflowId) =>
        Worker.runReplayHistory(
          { workflowBundle: bundle, ...policy, ...replayOptions(workerOptions) },
          history,
          workflowId,
        ),
      );
    }
    return result;
  } finally {
    await nativeConnection.close();
    await connection.close();
  }
}

const bundles = new Map<string, Promise<WorkflowBundleWithSourceMap>>();

// Bundling takes a second or more and the tests of a file mostly share their workflows. Functions cannot be compared, nor plugins
// that have a say in it, so what has any is bundled each time.
async function bundleOnce(
  bundle: WorkerPackage['bundleWorkflowCode'],
  options: BundleOptions,
): Promise<WorkflowBundleWithSourceMap> {
  const { logger: _logger, plugins = [], ...rest } = options;
  if (plugins.some((plugin) => 'configureBundler' in plugin) || options.webpackConfigHook) return await bundle(options);
  const key = `${bundlerId(bundle)} ${JSON.stringify(rest)}`;
  const cached = bundles.get(key) ?? bundle(options);
  bundles.set(key, cached);
  return await cached;
}

const bundlers: WorkerPackage['bundleWorkflowCode'][] = [];

function bundlerId(bundle: WorkerPackage['bundleWorkflowCode']): number {
  if (!bundlers.includes(bundle)) bundlers.push(bundle);
  return bundlers.indexOf(bundle);
}

function bundleOptions({ plugins, dataConverter, bundlerOptions, interceptors }: Partial<WorkerOptions>) {
  return defined({
    plugins: plugins as BundleOptions['plugins'],
    payloadConverterPath: dataConverter?.payloadConverterPath,
    failureConverterPath: dataConverter?.failureConverterPath,
    workflowInterceptorModules: interceptors?.workflowModules,
    ...bundlerOptions,
  });
}

function replayOptions({ plugins, dataConverter, interceptors, sinks }: Partial<WorkerOptions>) {
  return defined({ plugins: plugins as ReplayWorkerOptions['plugins'], dataConverter, interceptors, sinks });
}

function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function pathOf(workflows: URL | string): string {
  return typeof workflows === 'string' && !workflows.startsWith('file:') ? workflows : fileURLToPath(workflows);
}
