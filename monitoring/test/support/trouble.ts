import { Client, Connection, type WorkflowStartOptions } from '@handrail/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@handrail/common';
import { resolveTemporalExecutable, startDevServer } from '@handrail/testing/server';
import { DefaultLogger, NativeConnection, Runtime } from '@handrail/worker';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from './child';
import { freePort } from './free-port';
import { bundle, type Naming, startMonitor, startWorkerProcess, workWhile } from './processes';
import { until } from './until';

/** The two ways in which workers name their metrics here: each alert is to fire for both. */
export const NAMINGS = {
  suffixed: { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true },
  plain: {},
} as const satisfies Record<string, Naming>;

type NamingName = keyof typeof NAMINGS;

const NAMES = Object.keys(NAMINGS) as NamingName[];
const NOBODY = 'http://127.0.0.1:1/metrics';
const DEADLINE = defineSearchAttributeKey('SlaDeadline', 'DATETIME');
// The workflows that make no trouble, and those of which each makes its own.
const ORDERS = ['declined', 'failing', 'broken', 'storm', 'storm', 'storm', 'storm', 'wobbly', 'late'];

/** Real processes in which everything that an alert is about can be made to happen. */
export class Trouble {
  readonly #closers: (() => Promise<unknown>)[] = [];
  readonly #run = randomUUID().slice(0, 8);
  readonly #started: string[] = [];
  readonly #killed: (() => Promise<unknown>)[] = [];
  #connection!: Connection;
  #client!: Client;

  private constructor(
    readonly temporalAddress: string,
    /** What Prometheus is to scrape, by job. */
    readonly jobs: Readonly<Record<'workers' | 'monitor' | 'blind-monitor', readonly string[]>>,
  ) {}

  static async plan(temporalAddress: string): Promise<Trouble> {
    const ports = await Promise.all(Array.from({ length: 7 }, () => freePort()));
    const [client, suffixed, plain, mortal, lonely, monitor, blind] = ports.map((port) => `127.0.0.1:${port}`) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return new Trouble(temporalAddress, {
      workers: [client, suffixed, plain, mortal, lonely],
      monitor: [monitor],
      'blind-monitor': [blind],
    });
  }

  /** Starts all processes, and what is healthy. Nothing goes wrong yet. */
  async setUp(): Promise<void> {
    const [client = '', suffixed = '', plain = '', mortal = '', lonely = ''] = this.jobs.workers;
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => {}),
      telemetryOptions: { metrics: { prometheus: { bindAddress: client, ...NAMINGS.suffixed } } },
    });
    this.#connection = await Connection.connect({ address: this.temporalAddress });
    this.#closers.push(() => this.#connection.close());
    this.#client = new Client({ connection: this.#connection, policy: { mode: 'warn' } });
    const folder = await mkdtemp(join(tmpdir(), 'handrail-monitoring-'));
    this.#closers.push(() => rm(folder, { recursive: true }));
    await this.#beginChanged(await bundle('changed-before', folder));
    const bundles = { orders: await bundle('orders', folder), changed: await bundle('changed-after', folder) };
    await Promise.all([
      this.#startWorkers('suffixed', suffixed, bundles),
      this.#startWorkers('plain', plain, bundles),
      this.#startMortal(mortal),
      this.#startLonely(lonely),
      this.#startMonitors(),
    ]);
    await Promise.all(
      NAMES.map(async (naming) => {
        for (let count = 0; count < 3; count++) {
          await this.#client.workflow.result(await this.#start('healthy', this.#queue('orders', naming)));
        }
      }),
    );
  }

  /** Lets everything go wrong. */
  async begin(): Promise<void> {
    const inMilliseconds = (milliseconds: number) => ({
      typedSearchAttributes: new TypedSearchAttributes([{ key: DEADLINE, value: new Date(Date.now() + milliseconds) }]),
    });
    const nobody = this.#queue('nobody', 'plain');
    await Promise.all([
      ...NAMES.flatMap((naming) => [
        ...ORDERS.map((type) => this.#start(type, this.#queue('orders', naming))),
        this.#start('crowd', this.#queue('crowded', naming), [150]),
        this.#start('clinging', this.#queue('clinging', naming), [2]),
        this.#client.workflow.getHandle(this.#changedId(naming)).signal('look'),
      ]),
      this.#start('negligent', this.#queue('orders', 'plain')),
      this.#start('waiting', nobody, [], { workflowRunTimeout: '1 hour' }),
      this.#start('waiting', nobody, [], {
        retry: { maximumAttempts: 3 },
        waive: { HR2009: 'the test looks at what a waiver counts as' },
      }),
      this.#start('slaBreached', nobody, [], inMilliseconds(-60_000)),
      this.#start('slaNear', nobody, [], inMilliseconds(5 * 60_000)),
      this.#start('slaFar', nobody, [], inMilliseconds(60 * 60_000)),
      ...this.#killed.map((kill) => kill()),
    ]);
  }

  async tearDown(): Promise<void> {
    const terminate = (workflowId: string) => this.#client.workflow.getHandle(workflowId).terminate();
    await Promise.all(this.#started.map((workflowId) => terminate(workflowId).catch(() => {})));
    for (const close of this.#closers.reverse()) await close();
  }

  /** The purpose of a queue, and how its workers name their metrics; undefined for a queue of somebody else on the same server. */
  purposeOf(queue: string): string | undefined {
    const [purpose = '', naming = '', run] = queue.split('.');
    return run === this.#run ? `${purpose} ${naming}` : undefined;
  }

  #queue(purpose: string, naming: NamingName): string {
    return `${purpose}.${naming}.${this.#run}`;
  }

  #changedId(naming: NamingName): string {
    return `changed-${naming}-${this.#run}`;
  }

  async #start(
    type: string,
    taskQueue: string,
    args: readonly unknown[] = [],
    options: Partial<WorkflowStartOptions> = {},
  ): Promise<string> {
    const workflowId = `${type}-${randomUUID()}`;
    this.#started.push(workflowId);
    await this.#client.workflow.start(type, { workflowId, taskQueue, args: [...args], ...options });
    return workflowId;
  }

  /** Executions that have slept once, under the code that there was before. */
  async #beginChanged(bundlePath: string): Promise<void> {
    const native = await NativeConnection.connect({ address: this.temporalAddress });
    // Not before the end: with its last connection this process would lose the SDK's Runtime, which counts what its client does.
    this.#closers.push(() => native.close());
    await Promise.all(
      NAMES.map(async (naming) => {
        const taskQueue = this.#queue('changed', naming);
        const workflowId = this.#changedId(naming);
        this.#started.push(workflowId);
        await workWhile(native, taskQueue, bundlePath, async () => {
          const handle = await this.#client.workflow.start('changed', { workflowId, taskQueue });
          await until(async () => await handle.query<boolean>('hasSlept'));
        });
      }),
    );
  }

  async #startWorkers(
    naming: NamingName,
    metrics: string,
    bundles: Record<'orders' | 'changed', string>,
  ): Promise<void> {
    const { orders, changed } = bundles;
    await this.#keep(
      startWorkerProcess({
        address: this.temporalAddress,
        metrics,
        exporter: NAMINGS[naming],
        workers: [
          { taskQueue: this.#queue('orders', naming), bundle: orders },
          { taskQueue: this.#queue('crowded', naming), bundle: orders, maxTaskQueueActivitiesPerSecond: 3 },
          { taskQueue: this.#queue('clinging', naming), bundle: orders, maxConcurrentActivityTaskExecutions: 2 },
          { taskQueue: this.#queue('changed', naming), bundle: changed },
        ],
      }),
    );
  }

  async #startMortal(metrics: string): Promise<void> {
    const workers = [{ taskQueue: this.#queue('mortal', 'plain') }];
    const child = await this.#keep(
      startWorkerProcess({ address: this.temporalAddress, metrics, exporter: NAMINGS.plain, workers }),
    );
    this.#killed.push(() => child.kill());
  }

  async #startLonely(metrics: string): Promise<void> {
    const { path: executable } = await resolveTemporalExecutable();
    const server = await startDevServer({ executable, namespace: 'lonely' });
    this.#closers.push(() => server.stop());
    this.#killed.push(() => server.stop());
    const { address, namespace } = server;
    const workers = [{ taskQueue: this.#queue('lonely', 'plain') }];
    await this.#keep(startWorkerProcess({ address, namespace, metrics, exporter: NAMINGS.plain, workers }));
  }

  async #startMonitors(): Promise<void> {
    const [monitor = ''] = this.jobs.monitor;
    const [blind = ''] = this.jobs['blind-monitor'];
    const nobody = this.#queue('nobody', 'plain');
    const watched = NAMES.flatMap((naming) => [this.#queue('orders', naming), this.#queue('crowded', naming)]);
    await Promise.all([
      this.#keep(startMonitor(monitor, this.temporalAddress, ['--task-queue', nobody, ...watched])),
      this.#keep(startMonitor(blind, this.temporalAddress, ['--task-queue', `idle.${nobody}`, '--metrics', NOBODY])),
    ]);
  }

  async #keep(starting: Promise<Child>): Promise<Child> {
    const child = await starting;
    this.#closers.push(() => child.kill());
    return child;
  }
}
