import type { BacklogReport, QueueBacklog } from './backlog';
import { gauge } from './internal/metrics-text';

const METRICS: readonly (readonly [name: string, help: string, value: (queue: QueueBacklog) => number | undefined])[] =
  [
    ['handrail_task_queue_backlog', 'Tasks that wait.', ({ backlogCount }) => backlogCount],
    [
      'handrail_task_queue_backlog_age_seconds',
      'How long the oldest task has waited.',
      ({ backlogAgeSeconds }) => backlogAgeSeconds,
    ],
    ['handrail_task_queue_added_per_second', 'Tasks added a second.', ({ addedPerSecond }) => addedPerSecond],
    ['handrail_task_queue_taken_per_second', 'Tasks taken a second.', ({ takenPerSecond }) => takenPerSecond],
    ['handrail_task_queue_pollers', 'Workers that have polled within 70 seconds.', ({ pollers }) => pollers],
    [
      'handrail_task_queue_suggested_workers',
      'Workers that would keep up, where there are too few.',
      ({ suggestedWorkers }) => suggestedWorkers,
    ],
  ];

const VERDICTS = ['starved', 'under-provisioned', 'healthy', 'idle'] as const;

/** A backlog report in the text format that Prometheus scrapes. */
export function backlogMetrics({ namespace, queues, notExamined }: BacklogReport): string {
  const labelsOf = ({ taskQueue, type }: QueueBacklog) => ({ namespace, task_queue: taskQueue, task_type: type });
  const lines = METRICS.flatMap(([name, help, valueOf]) =>
    gauge(
      name,
      help,
      queues.flatMap((queue) => {
        const value = valueOf(queue);
        return value === undefined ? [] : [{ labels: labelsOf(queue), value }];
      }),
    ),
  );
  const verdicts = queues.flatMap((queue) =>
    VERDICTS.map((verdict) => ({
      labels: { ...labelsOf(queue), verdict },
      value: verdict === queue.verdict ? 1 : 0,
    })),
  );
  return [
    ...lines,
    ...gauge('handrail_task_queue_verdict', '1 for the verdict that holds.', verdicts),
    ...gauge('handrail_backlog_not_seen', 'Things that could not be looked at.', [
      { labels: { namespace }, value: notExamined.length },
    ]),
    '',
  ].join('\n');
}
