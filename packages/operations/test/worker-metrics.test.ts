import { expect, it } from 'vitest';
import { queueWorkers, readProcessMetrics } from '../src/worker-metrics';

const LABELS = 'namespace="default",task_queue="orders"';

function slots(used: number, free?: number): string {
  return [
    `temporal_worker_task_slots_used{${LABELS},worker_type="ActivityWorker"} ${used}`,
    ...(free === undefined
      ? []
      : [`temporal_worker_task_slots_available{${LABELS},worker_type="ActivityWorker"} ${free}`]),
  ].join('\n');
}

function latency(suffix: string, unit: number): string {
  const name = `temporal_activity_schedule_to_start_latency${suffix}_bucket`;
  return [
    `${name}{${LABELS},le="${0.1 * unit}"} 90`,
    `${name}{${LABELS},le="${5 * unit}"} 100`,
    `${name}{${LABELS},le="+Inf"} 100`,
  ].join('\n');
}

const workers = (...texts: readonly string[]) =>
  queueWorkers(texts.map(readProcessMetrics), 'default', 'orders', 'activity');

it('adds up the slots of all processes', () => {
  expect(workers(slots(3, 97), slots(100, 0))).toEqual({
    processes: 2,
    slotsUsed: 103,
    slotsFree: 97,
    scheduleToStart: null,
  });
});

it('says of no number of free slots where one process has none of a fixed number', () => {
  expect(workers(slots(3, 97), slots(5))).toMatchObject({ slotsUsed: 8, slotsFree: null });
});

it.each([
  ['', 1_000],
  ['_milliseconds', 1_000],
  ['_seconds', 1],
  ['', 1],
])('reads latencies named with "%s", a second being %i', (suffix, unit) => {
  const { scheduleToStart } = workers(`${slots(1, 1)}\n${latency(suffix, unit)}`) ?? {};
  expect(scheduleToStart?.tasks).toBe(100);
  expect(scheduleToStart?.p50Seconds).toBeCloseTo(0.0556, 3);
  expect(scheduleToStart?.p95Seconds).toBeCloseTo(2.55, 3);
});

it('adds up what processes measure in different units', () => {
  const both = workers(`${slots(1, 1)}\n${latency('', 1_000)}`, `${slots(1, 1)}\n${latency('_seconds', 1)}`);
  expect(both?.scheduleToStart).toMatchObject({ tasks: 200 });
  expect(both?.scheduleToStart?.p95Seconds).toBeCloseTo(2.55, 3);
});

it('knows nothing of other queues, namespaces and kinds of worker', () => {
  const processes = [readProcessMetrics(slots(1, 1))];
  expect(queueWorkers(processes, 'default', 'mail', 'activity')).toBeUndefined();
  expect(queueWorkers(processes, 'other', 'orders', 'activity')).toBeUndefined();
  expect(queueWorkers(processes, 'default', 'orders', 'workflow')).toBeUndefined();
});

it('refuses what holds no metrics of a worker', () => {
  expect(() => readProcessMetrics('go_goroutines 12\n')).toThrow('it holds no metrics of a Temporal worker');
});
