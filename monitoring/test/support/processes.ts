import { type NativeConnection, bundleWorkflowCode, DefaultLogger, Worker } from '@handrail/worker';
import type { PrometheusMetricsExporter } from '@temporalio/worker/lib/runtime-options';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child';

const WORKER_PROGRAM = fileURLToPath(new URL('../programs/worker.mjs', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../../packages/cli/bin/handrail.cjs', import.meta.url));

/** How the SDK's exporter names its metrics. */
export type Naming = Omit<PrometheusMetricsExporter['prometheus'], 'bindAddress'>;

interface WorkerProcess {
  readonly address: string;
  readonly namespace?: string;
  /** Where it answers with its metrics. */
  readonly metrics: string;
  readonly exporter: Naming;
  readonly workers: readonly {
    readonly taskQueue: string;
    readonly bundle?: string;
    readonly [option: string]: unknown;
  }[];
}

/** Starts a process of workers. */
export function startWorkerProcess(options: WorkerProcess): Promise<Child> {
  return startChild([WORKER_PROGRAM, JSON.stringify({ namespace: 'default', ...options })], 'ready');
}

/** Starts `handrail backlog --serve`. */
export function startMonitor(metrics: string, address: string, parameters: readonly string[]): Promise<Child> {
  const port = metrics.split(':')[1] ?? '';
  return startChild([COMMAND, 'backlog', '--serve', port, '--address', address, ...parameters], 'Metrics at');
}

/** Bundles a file of workflows. Gives the path of the bundle. */
export async function bundle(name: string, folder: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(`../workflows/${name}.ts`, import.meta.url)),
    logger: new DefaultLogger('ERROR', () => {}),
    policy: { mode: 'warn' },
  });
  const path = join(folder, `${name}.js`);
  await writeFile(path, code);
  return path;
}

/** Runs a worker in this process while `action` goes on. It keeps nothing in memory: whoever takes over replays from the beginning. */
export async function workWhile(
  connection: NativeConnection,
  taskQueue: string,
  bundlePath: string,
  action: () => Promise<void>,
): Promise<void> {
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { codePath: bundlePath },
    maxCachedWorkflows: 0,
    policy: { mode: 'warn' },
  });
  await worker.runUntil(action());
}
