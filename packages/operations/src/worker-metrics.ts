import type { QueueType } from './facts';
import { type Bucket, histogramQuantile } from './internal/histogram';
import { parsePrometheusText, type Sample } from './internal/prometheus-text';

/** What the workers of a task queue say of themselves in the metrics of their processes. */
export interface QueueWorkers {
  /** Processes that were asked and work for this queue. */
  readonly processes: number;
  /** Tasks that they have in their hands. */
  readonly slotsUsed: number;
  /** Tasks that they could take besides; null where their slots are not of a fixed number. */
  readonly slotsFree: number | null;
  /** How long tasks have waited to be taken, since the processes were started; null where none was. */
  readonly scheduleToStart: { readonly tasks: number; readonly p50Seconds: number; readonly p95Seconds: number } | null;
}

/** One process: what it answered. */
export type ProcessMetrics = readonly Sample[];

const WORKER_TYPES: Readonly<Record<QueueType, string>> = {
  workflow: 'WorkflowWorker',
  activity: 'ActivityWorker',
  nexus: 'NexusWorker',
};
const LATENCIES: Readonly<Record<QueueType, string>> = {
  workflow: 'workflow_task_schedule_to_start_latency',
  activity: 'activity_schedule_to_start_latency',
  nexus: 'nexus_task_schedule_to_start_latency',
};

/** Reads the text of one process's metrics. Throws where it holds no metric of the SDK. */
export function readProcessMetrics(text: string): ProcessMetrics {
  // Whatever their prefix, all of them are labelled with the namespace.
  const samples = parsePrometheusText(text).filter(({ labels }) => labels['namespace'] !== undefined);
  if (samples.length === 0) throw new Error('it holds no metrics of a Temporal worker');
  return samples;
}

/** Adds up what the processes say of a task queue; undefined where none of them works for it. */
export function queueWorkers(
  processes: readonly ProcessMetrics[],
  namespace: string,
  taskQueue: string,
  type: QueueType,
): QueueWorkers | undefined {
  const own = processes
    .map((samples) =>
      samples.filter(({ labels }) => labels['namespace'] === namespace && labels['task_queue'] === taskQueue),
    )
    .filter((samples) => slots(samples, 'used', type).length > 0);
  if (own.length === 0) return undefined;
  const free = own.map((samples) => slots(samples, 'available', type));
  return {
    processes: own.length,
    slotsUsed: sum(own.flatMap((samples) => slots(samples, 'used', type))),
    slotsFree: free.some((found) => found.length === 0) ? null : sum(free.flat()),
    scheduleToStart: latency(own.flat(), LATENCIES[type]),
  };
}

function slots(samples: readonly Sample[], kind: 'used' | 'available', type: QueueType): number[] {
  return samples
    .filter(
      ({ name, labels }) => name.endsWith(`worker_task_slots_${kind}`) && labels['worker_type'] === WORKER_TYPES[type],
    )
    .map(({ value }) => value);
}

function latency(samples: readonly Sample[], metric: string): QueueWorkers['scheduleToStart'] {
  const bucketName = new RegExp(`${metric}(_seconds|_milliseconds)?_bucket$`);
  const counts = new Map<number, number>();
  for (const process of bySeries(samples.filter(({ name }) => bucketName.test(name)))) {
    const unit = secondsPerUnit(process);
    for (const { labels, value } of process) {
      const limit = limitOf(labels) * unit;
      counts.set(limit, (counts.get(limit) ?? 0) + value);
    }
  }
  const buckets: Bucket[] = [...counts].map(([limit, count]) => ({ limit, count }));
  const p50Seconds = histogramQuantile(0.5, buckets);
  const p95Seconds = histogramQuantile(0.95, buckets);
  if (p50Seconds === undefined || p95Seconds === undefined) return null;
  return { tasks: Math.max(...counts.values()), p50Seconds, p95Seconds };
}

function bySeries(samples: readonly Sample[]): Sample[][] {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...labels } = sample.labels;
    const key = JSON.stringify([sample.name, Object.entries(labels).sort()]);
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  return [...series.values()];
}

// Without the unit in its name only the limits tell: a task that waits for less than a millisecond is of no interest to anybody.
function secondsPerUnit(samples: readonly Sample[]): number {
  const [first] = samples;
  if (first?.name.endsWith('_seconds_bucket')) return 1;
  if (first?.name.endsWith('_milliseconds_bucket')) return 0.001;
  return Math.min(...samples.map(({ labels }) => limitOf(labels))) < 1 ? 1 : 0.001;
}

function limitOf(labels: Sample['labels']): number {
  return labels['le'] === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels['le']);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
