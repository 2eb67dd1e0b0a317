import type { BacklogReport, QueueBacklog } from './backlog';

const METRICS: readonly (readonly [name: string, help: string, value: (queue: QueueBacklog) => number])[] = [
  ['handrail_task_queue_backlog', 'Tasks that wait.', ({ backlogCount }) => backlogCount],
  [
    'handrail_task_queue_backlog_age_seconds',
    'How long the oldest task has waited.',
    ({ backlogAgeSeconds }) => backlogAgeSeconds,
  ],
  ['handrail_task_queue_added_per_second', 'Tasks added a second.', ({ addedPerSecond }) => addedPerSecond],
  ['handrail_task_queue_taken_per_second', 'Tasks taken a second.', ({ takenPerSecond }) => takenPerSecond],
  ['handrail_task_queue_pollers', 'Workers that have polled within 70 seconds.', ({ pollers }) => pollers],
];

const VERDICTS = ['starved', 'under-provisioned', 'healthy', 'idle'] as const;

/** A backlog report in the text format that Prometheus scrapes. */
export function backlogMetrics({ namespace, queues }: BacklogReport): string {
  const labels = ({ taskQueue, type }: QueueBacklog) =>
    `namespace="${escape(namespace)}",task_queue="${escape(taskQueue)}",task_type="${type}"`;
  const lines = METRICS.flatMap(([name, help, value]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...queues.map((queue) => `${name}{${labels(queue)}} ${value(queue)}`),
  ]);
  const verdicts = queues.flatMap((queue) =>
    VERDICTS.map(
      (verdict) =>
        `handrail_task_queue_verdict{${labels(queue)},verdict="${verdict}"} ${verdict === queue.verdict ? 1 : 0}`,
    ),
  );
  return [
    ...lines,
    '# HELP handrail_task_queue_verdict 1 for the verdict that holds.',
    '# TYPE handrail_task_queue_verdict gauge',
    ...verdicts,
    '',
  ].join('\n');
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
