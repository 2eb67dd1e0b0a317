import { resolveTemporalServer, startDevServer } from '@handrail/testing/server';
import type { PrometheusMetricsExporter } from '@temporalio/worker/lib/runtime-options';
import { DefaultLogger, Runtime } from '@handrail/worker';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@handrail/common';
import { fileURLToPath } from 'node:url';
import { startChild, type Child } from './child';
import { freePort } from './free-port';
import { type Alert, Prometheus } from './prometheus';
import { fastRules, SPEED } from './rules';
import { WorkerFleet } from './worker-fleet';

const WORKER_PROGRAM = fileURLToPath(new URL('../programs/worker.mjs', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../../packages/cli/bin/handrail.cjs', import.meta.url));
const NOBODY = 'http://127.0.0.1:1/metrics';

// Rules count a series that is new only where its job was scraped half an hour ago.
const LONGEST_WINDOW_MILLISECONDS = (30 * 60_000) / SPEED;

type Exporter = Omit<PrometheusMetricsExporter['prometheus'], 'bindAddress'>;

/** Everything that an alert is about, happening at the same time, and a Prometheus that watches it. */
export class RealAlerts {
  readonly #closers: (() => Promise<unknown>)[] = [];
  prometheus!: Prometheus;
  workersAddress!: string;
  #fleet!: WorkerFleet;
  #lonely!: { readonly worker: Child; readonly stopServer: () => Promise<void> };
  #mortal!: Child;

  constructor(readonly temporalAddress: string, readonly exporter: Exporter) {}

  /** Starts all processes. Nothing goes wrong yet. */
  async setUp(): Promise<void> {
    const ports = await Promise.all(Array.from({ length: 5 }, () => freePort()));
    const [workers, mortal, lonely, monitor, blind] = ports.map((port) => `127.0.0.1:${port}`) as [
      string, string, string, string, string,
    ];
    this.workersAddress = workers;
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => {}),
      telemetryOptions: { metrics: { prometheus: { bindAddress: workers, ...this.exporter } } },
    });
    this.prometheus = await Prometheus.start({
      rules: fastRules(),
      jobs: { workers: [workers, mortal, lonely], monitor: [monitor], 'blind-monitor': [blind] },
    });
    this.#closers.push(() => this.prometheus.stop());
    this.#fleet = await WorkerFleet.connect(this.temporalAddress);
    this.#closers.push(() => this.#fleet.stop());
    await this.#registerSlaAttributes();
    await Promise.all([
      this.#startWorkers(),
      this.#startMortal(mortal),
      this.#startLonely(lonely),
      this.#startMonitor(monitor, ['--task-queue', ...QUEUES_WATCHED.map((queue) => this.#fleet.queue(queue))]),
      this.#startMonitor(blind, ['--task-queue', this.#fleet.queue('none'), '--metrics', NOBODY]),
    ]);
    await this.#untilScrapedForLong();
  }

  async #startWorkers(): Promise<void> {
    const fleet = this.#fleet;
    const plain = ['healthy', 'failing', 'declined', 'broken', 'storm', 'wobbly', 'late', 'waiting'];
    await Promise.all([
      fleet.bundle('changed-after'),
      ...plain.map((purpose) => fleet.work(purpose)),
      fleet.work('crowded', { maxTaskQueueActivitiesPerSecond: 3 }),
      fleet.work('clinging', { maxConcurrentActivityTaskExecutions: 2 }),
    ]);
  }

  async #startMortal(address: string): Promise<void> {
    const queue = this.#fleet.queue('mortal');
    this.#mortal = await startChild(
      [WORKER_PROGRAM, this.temporalAddress, 'default', queue, address, JSON.stringify(this.exporter)],
      'ready',
    );
    this.#closers.push(() => this.#mortal.kill());
  }

  async #startLonely(address: string): Promise<void> {
    const found = await resolveTemporalServer({ environment: { ...process.env, TEMPORAL_ADDRESS: '' } });
    if (found.kind === 'running') throw new Error('a server of its own is wanted');
    const server = await startDevServer({ executable: found.path, namespace: 'lonely' });
    this.#closers.push(() => server.stop());
    const worker = await startChild(
      [WORKER_PROGRAM, server.address, 'lonely', this.#fleet.queue('lonely'), address, JSON.stringify(this.exporter)],
      'ready',
    );
    this.#closers.push(() => worker.kill());
    this.#lonely = { worker, stopServer: () => server.stop() };
  }

  async #startMonitor(address: string, parameters: readonly string[]): Promise<void> {
    const port = address.split(':')[1] ?? '';
    const monitor = await startChild(
      [COMMAND, 'backlog', '--serve', port, '--address', this.temporalAddress, ...parameters],
      'Metrics at',
    );
    this.#closers.push(() => monitor.kill());
  }

  async #registerSlaAttributes(): Promise<void> {
    const DATETIME = 6;
    await this.#fleet.connection.operatorService
      .addSearchAttributes({ namespace: 'default', searchAttributes: { SlaDeadline: DATETIME } })
      .catch((error: unknown) => {
        if (!/already exists/i.test(String(error))) throw error;
      });
  }

  async #untilScrapedForLong(): Promise<void> {
    await until(async () => {
      const jobs = await this.prometheus.query(`group by (job) (up offset ${LONGEST_WINDOW_MILLISECONDS}ms)`);
      return jobs.length === 3;
    });
  }

  /** Lets everything go wrong at once. */
  async goWrong(): Promise<void> {
    const fleet = this.#fleet;
    const deadline = defineSearchAttributeKey('SlaDeadline', 'DATETIME');
    const withSla = (milliseconds: number) => ({
      typedSearchAttributes: new TypedSearchAttributes([{ key: deadline, value: new Date(Date.now() + milliseconds) }]),
    });
    const many = <T>(count: number, start: () => Promise<T>) => Promise.all(Array.from({ length: count }, start));
    await Promise.all([
      many(5, () => fleet.start('healthy', 'healthy')),
      many(5, () => fleet.start('failing', 'failing')),
      many(5, () => fleet.start('declined', 'declined')),
      fleet.start('broken', 'broken'),
      many(5, () => fleet.start('storm', 'storm')),
      fleet.start('wobbly', 'wobbly'),
      fleet.start('crowd', 'crowded', [150]),
      fleet.start('clinging', 'clinging', [2]),
      fleet.start('late', 'late'),
      fleet.start('waiting', 'starved'),
      fleet.start('waiting', 'waiting', [], withSla(-60_000)),
      fleet.start('nearlyLate', 'waiting', [], withSla(5 * 60_000)),
      fleet.start('early', 'waiting', [], withSla(60 * 60_000)),
      fleet.start('waiting', 'waiting', [], { workflowRunTimeout: '1 hour' }),
      fleet.start('waiting', 'waiting', [], {
        retry: { maximumAttempts: 3 },
        waive: { HR2009: 'the test looks at what a waiver is counted as' },
      }),
      this.#changeCode(),
      this.#mortal.kill(),
      this.#lonely.stopServer(),
    ]);
  }

  async #changeCode(): Promise<void> {
    const fleet = this.#fleet;
    // Nothing is kept in memory: the next task is replayed from the beginning.
    const stop = await fleet.work('changed', { workflows: 'changed-before', maxCachedWorkflows: 0 });
    const handle = await fleet.start('changed', 'changed');
    await until(async () => (await handle.fetchHistory()).events?.some(({ timerFiredEventAttributes }) => timerFiredEventAttributes) ?? false);
    await stop();
    await fleet.work('changed', { workflows: 'changed-after' });
    await handle.signal('look');
  }

  /**
   * The alerts that have fired, each as its name and what it is about, once those that are expected have.
   *
   * @param isEnough whether to look no longer
   */
  async fired(isEnough: (fired: ReadonlySet<string>) => boolean): Promise<readonly string[]> {
    const fired = new Set<string>();
    await until(async () => {
      for (const alert of await this.prometheus.alerts()) {
        const name = alert.state === 'firing' ? this.#named(alert) : undefined;
        if (name !== undefined) fired.add(name);
      }
      return isEnough(fired);
    });
    return [...fired].sort();
  }

  // Without what others do on the same server.
  #named({ labels }: Alert): string | undefined {
    const { alertname, task_queue: queue, workflow_type: type, task_type: taskType, namespace, code, job } = labels;
    if (queue !== undefined) {
      const purpose = this.#fleet.purposeOf(queue);
      return purpose === '' ? undefined : [alertname, purpose, taskType].filter(Boolean).join(' ');
    }
    if (job?.includes('monitor') && type === undefined) return `${alertname} ${job}`;
    return `${alertname} ${code ?? type ?? `${namespace} ${labels['status_code'] ?? ''}`.trim()}`;
  }

  async tearDown(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
  }
}

const QUEUES_WATCHED = ['healthy', 'crowded', 'clinging', 'starved'];
const MOST_MILLISECONDS = 70_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + MOST_MILLISECONDS;
  while (!(await holds()) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 250));
}
