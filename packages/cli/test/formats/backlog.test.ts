import type { QueueBacklog } from '@handrail/operations';
import { expect, it } from 'vitest';
import { formatBacklog } from '../../src/formats/backlog';
import { styleFor } from '../../src/style';

const queue = {
  taskQueue: 'payments',
  type: 'activity' as const,
  verdict: 'starved' as const,
  headline: 'Task queue "payments" (activity) has no workers that poll, and 3 tasks wait, the oldest for 90 seconds.',
  backlogCount: 3,
  backlogAgeSeconds: 90,
  addedPerSecond: 0.1,
  takenPerSecond: 0,
  pollers: 0,
  versions: [],
  workers: null,
};

it('puts the queues that are behind first', () => {
  const idle = {
    ...queue,
    taskQueue: 'orders',
    verdict: 'idle' as const,
    headline: 'Task queue "orders" (activity) has nothing to do.',
    backlogCount: 0,
    backlogAgeSeconds: 0,
    addedPerSecond: 0,
    pollers: 1,
    versions: ['orders.1'],
  };
  expect(
    formatBacklog(
      {
        schema: 'handrail.backlog/1',
        namespace: 'default',
        queues: [idle, queue],
        notExamined: ['task queue "mail": permission denied'],
      },
      styleFor(false),
    ),
  ).toBe(
    `1 of 2 task queues is behind.

starved: Task queue "payments" (activity) has no workers that poll, and 3 tasks wait, the oldest for 90 seconds.
  backlog 3  oldest 90.0 s  added 0.10/s  taken 0.00/s  pollers 0

idle: Task queue "orders" (activity) has nothing to do.
  backlog 0  oldest 0.0 s  added 0.00/s  taken 0.00/s  pollers 1  versions orders.1

Not seen: task queue "mail": permission denied`,
  );
});

it('says that there is nothing to look at', () => {
  expect(
    formatBacklog({ schema: 'handrail.backlog/1', namespace: 'default', queues: [], notExamined: [] }, styleFor(false)),
  ).toBe('No task queue was found: there are no open executions. Name one with --task-queue.');
});

it('does not say that there are no executions, or that all is well, where it has not seen all', () => {
  const notExamined = ['task queue "" (workflow): DescribeTaskQueue: invalid (missing task queue name)'];
  const head = (queues: readonly QueueBacklog[]) =>
    formatBacklog({ schema: 'handrail.backlog/1', namespace: 'default', queues, notExamined }, styleFor(false)).split(
      '\n',
      1,
    )[0];
  expect(head([])).toBe('No task queue could be looked at.');
  expect(head([{ ...queue, verdict: 'idle' }])).toBe('All task queues that were seen keep up.');
});

it('shows what workers say of themselves', () => {
  const workers = {
    processes: 2,
    slotsUsed: 20,
    slotsFree: 0,
    scheduleToStart: { tasks: 100, p50Seconds: 0.05, p95Seconds: 2.55 },
  };
  const report = (more: object) =>
    formatBacklog(
      {
        schema: 'handrail.backlog/1',
        namespace: 'default',
        queues: [{ ...queue, workers: { ...workers, ...more } }],
        notExamined: [],
      },
      styleFor(false),
    )
      .split('\n')
      .at(-1);
  expect(report({})).toBe(
    '  processes asked 2  slots used 20  free 0  schedule-to-start p50 0.1 s  p95 2.5 s (of 100 since their start)',
  );
  expect(report({ slotsFree: null, scheduleToStart: null })).toBe('  processes asked 2  slots used 20');
});
