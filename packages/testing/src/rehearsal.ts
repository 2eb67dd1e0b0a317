import type { WorkerOptions, WorkerPlugin } from '@temporalio/worker';
import { Book } from './internal/rehearsal/book';
import { readRehearsalOptions } from './internal/rehearsal/read-options';
import { refuseForeignServer } from './internal/rehearsal/refuse-foreign-server';
import { Rehearser } from './internal/rehearsal/rehearser';
import type { RehearsalReport } from './rehearsal-report';
import type { World } from './world';

/**
 * How a rehearsal makes an activity run again that has succeeded.
 *
 * - `retry-after-success`: its success is reported as a failure, and the server retries it at once.
 * - `drop-completion`: nothing is reported, and the server retries it after its timeout.
 * - `shadow`: it runs a second time in the same worker, before its first result is reported. The workflow notices nothing.
 * - `kill`: the worker's process dies before it has reported; whoever runs it must start it again.
 */
export type RehearsalMode = 'retry-after-success' | 'drop-completion' | 'shadow' | 'kill';

/** An execution of an activity, as a probe is asked about it. */
export interface RehearsedCall {
  readonly activityType: string;
  readonly activityId: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly args: readonly unknown[];
}

/** Options of {@link rehearsal}. */
export interface RehearsalOptions {
  readonly mode: RehearsalMode;
  /**
   * The share of the executions that are repeated, from 0 to 1. Which they are depends on the seed and their ids alone.
   * @default 1
   */
  readonly rate?: number | undefined;
  /** The activity types to repeat. @default all */
  readonly only?: readonly string[] | undefined;
  /**
   * Namespaces that are not production, on servers elsewhere. A server on this machine needs none.
   * @default none
   */
  readonly allowNamespaces?: readonly string[] | undefined;
  /** What is looked at after the first success and after the repetition: worlds of the idempotency check, which only read here. */
  readonly world?: World | readonly World[] | undefined;
  /**
   * Looks at what concerns one call, such as the charges of one order. Better than a world where other activities are at work
   * meanwhile.
   */
  readonly probe?: ((call: RehearsedCall) => unknown) | undefined;
  /** Where the report is written, as JSON, after each repetition. The mode `kill` needs it. */
  readonly reportFile?: string | undefined;
  /**
   * `drop-completion` leaves activities alone whose timeout is longer: so long the workflow would wait.
   * @default 120_000
   */
  readonly longestWaitMilliseconds?: number | undefined;
  /** @default 1 */
  readonly seed?: number | undefined;
}

/** A worker plugin that repeats activities, and what it has found so far. */
export interface Rehearsal extends WorkerPlugin {
  readonly name: 'handrail-rehearsal';
  configureWorker(options: WorkerOptions): WorkerOptions;
  readonly report: RehearsalReport;
}

/**
 * Makes a real server run activities again that had succeeded, and compares: for an integration environment, behind the tests
 * that are there anyway. It finds what a unit check cannot see, because its world was kinder than the real one.
 *
 * Never for production: a worker with it starts only against a server on this machine or in a namespace of `allowNamespaces`.
 *
 * @throws HandrailError HR6021 for an option that makes no sense; HR6020 from `Worker.create`, where the server is another one
 * @example
 * ```ts
 * import { rehearsal } from '@handrail/testing';
 * import { type NativeConnection, Worker } from '@handrail/worker';
 *
 * export async function rehearse(connection: NativeConnection, activities: object, charges: () => Promise<unknown>) {
 *   const plugin = rehearsal({ mode: 'shadow', probe: charges });
 *   const worker = await Worker.create({ connection, taskQueue: 'orders', activities, plugins: [plugin] });
 *   await worker.runUntil(async () => undefined); // the tests of the environment
 *   console.log(String(plugin.report));
 * }
 * ```
 */
export function rehearsal(options: RehearsalOptions): Rehearsal {
  const settings = readRehearsalOptions(options);
  const book = new Book(settings);
  const rehearser = new Rehearser(settings, book);
  return {
    name: 'handrail-rehearsal',
    get report() {
      return book.report();
    },
    configureWorker(worker) {
      refuseForeignServer(worker, settings.allowNamespaces);
      const activity = [...(worker.interceptors?.activity ?? []), () => ({ inbound: rehearser })];
      return { ...worker, interceptors: { ...worker.interceptors, activity } };
    },
  };
}
