import { expect, it } from 'vitest';
import { backlogMetrics } from '../src/backlog-metrics';

it('writes the text that Prometheus scrapes, whatever the characters of a name', () => {
  const text = backlogMetrics({
    schema: 'handrail.backlog/1',
    namespace: 'default',
    notExamined: [],
    queues: [
      {
        taskQueue: 'a "b" \\ c',
        type: 'activity',
        verdict: 'starved',
        headline: '',
        backlogCount: 3,
        backlogAgeSeconds: 1.5,
        addedPerSecond: 0.25,
        takenPerSecond: 0,
        pollers: 0,
        versions: [],
      },
    ],
  });
  const labels = String.raw`namespace="default",task_queue="a \"b\" \\ c",task_type="activity"`;
  expect(text).toBe(`# HELP handrail_task_queue_backlog Tasks that wait.
# TYPE handrail_task_queue_backlog gauge
handrail_task_queue_backlog{${labels}} 3
# HELP handrail_task_queue_backlog_age_seconds How long the oldest task has waited.
# TYPE handrail_task_queue_backlog_age_seconds gauge
handrail_task_queue_backlog_age_seconds{${labels}} 1.5
# HELP handrail_task_queue_added_per_second Tasks added a second.
# TYPE handrail_task_queue_added_per_second gauge
handrail_task_queue_added_per_second{${labels}} 0.25
# HELP handrail_task_queue_taken_per_second Tasks taken a second.
# TYPE handrail_task_queue_taken_per_second gauge
handrail_task_queue_taken_per_second{${labels}} 0
# HELP handrail_task_queue_pollers Workers that have polled within 70 seconds.
# TYPE handrail_task_queue_pollers gauge
handrail_task_queue_pollers{${labels}} 0
# HELP handrail_task_queue_verdict 1 for the verdict that holds.
# TYPE handrail_task_queue_verdict gauge
handrail_task_queue_verdict{${labels},verdict="starved"} 1
handrail_task_queue_verdict{${labels},verdict="under-provisioned"} 0
handrail_task_queue_verdict{${labels},verdict="healthy"} 0
handrail_task_queue_verdict{${labels},verdict="idle"} 0
`);
});
