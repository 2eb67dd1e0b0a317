// What deployments, restarts and odd surroundings do to series must not hide what an alert is about.
import { it } from 'vitest';
import { expectFiring, type InputSeries } from '../support/alert-case';
import { buckets, QUEUE, sdk } from '../support/series';

const RESTARTED = { 'up{job="workers",instance="a:9464"}': '1x100 0x2 1x400' };
const WORKFLOW = 'workflow_type="order"';
const FAILED = `${WORKFLOW},failure_reason="WorkflowError"`;
const REFUSED = 'job="workers",instance="c:9464",namespace="default",operation="PollActivityTaskQueue"';
const PEAK = { '100': 1, '5000': 1, '10000': 20, '+Inf': 0 };

const CASES: readonly (readonly [
  alert: string,
  when: string,
  series: InputSeries,
  minutes: number,
  labels: Record<string, string>,
])[] = [
  [
    'TemporalWorkflowTasksFailing',
    'the first one fails since its process was restarted, as one had before',
    { ...RESTARTED, ...sdk('workflow_task_execution_failed', FAILED, '1x100 stale _x120 1x60') },
    113,
    { ...QUEUE, workflow_type: 'order', failure_reason: 'WorkflowError' },
  ],
  [
    'TemporalWorkflowTasksFailing',
    'a deployment has renamed the metrics just before',
    {
      ...RESTARTED,
      ...sdk('workflow_task_execution_failed', FAILED, '3x100 stale'),
      ...sdk('workflow_task_execution_failed_total', FAILED, '_x104 1+1x100'),
    },
    56,
    { ...QUEUE, workflow_type: 'order', failure_reason: 'WorkflowError' },
  ],
  [
    'TemporalWorkflowTasksFailing',
    'the process that saw the only failed task has ended since',
    {
      'up{job="workers",instance="a:9464"}': '1x66 stale',
      'up{job="workers",instance="b:9464"}': '1x100',
      ...sdk('workflow_task_execution_failed_total', FAILED, '_x60 1x6 stale'),
    },
    38,
    { ...QUEUE, workflow_type: 'order', failure_reason: 'WorkflowError' },
  ],
  [
    'TemporalWorkflowsFailing',
    'processes crash every five minutes, and each counts one completed and one failed run before',
    Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => {
        const [from, target] = [index * 10, `job="workers",instance="pod-${index}:9464"`];
        const before = from === 0 ? '' : `_x${from} `;
        const counter = `{${target},namespace="default",task_queue="orders",${WORKFLOW}}`;
        return [
          [`up{${target}}`, `${before}1x9 stale`],
          [`temporal_workflow_completed_total${counter}`, `${before}_x3 1x5 stale`],
          [`temporal_workflow_failed_total${counter}`, `${before}_x5 1x3 stale`],
        ];
      }).flat(),
    ),
    60,
    { ...QUEUE, workflow_type: 'order' },
  ],
  [
    'TemporalActivitiesFailing',
    'attempts are five minutes apart, and all fail',
    {
      ...sdk('activity_execution_latency_count', 'activity_type="charge"', '0x9 1x9 2x9 3x9 4x9 5x9 6x9 7x9 8x9'),
      ...sdk('activity_execution_failed', 'activity_type="charge"', '0x9 1x9 2x9 3x9 4x9 5x9 6x9 7x9 8x9'),
    },
    38,
    { ...QUEUE, activity_type: 'charge' },
  ],
  [
    'TemporalRequestsFailing',
    'one process with a single poller is refused, beside many that are not',
    {
      [`temporal_long_request_total{${REFUSED}}`]: '0+3x60',
      [`temporal_long_request_failure_total{${REFUSED},status_code="PERMISSION_DENIED"}`]: '0+3x60',
      ...sdk('long_request_total', 'operation="PollActivityTaskQueue"', '0+500x60'),
    },
    12,
    { namespace: 'default', status_code: 'PERMISSION_DENIED' },
  ],
  [
    'TemporalWorkersGone',
    'the process with the activities of a queue is gone, and that with its workflows is not',
    {
      ...sdk('num_pollers', 'poller_type="workflow_task"', '5x80'),
      'temporal_num_pollers{job="workers",instance="b:9464",namespace="default",task_queue="orders",poller_type="activity_task"}':
        '5x20 stale',
    },
    16,
    { ...QUEUE, task_type: 'activity' },
  ],
  [
    'TemporalTaskQueueStarved',
    'two monitors see it: one alert tells of it',
    Object.fromEntries(
      ['b', 'c'].map((host) => [
        `handrail_task_queue_verdict{job="backlog",instance="${host}:9465",namespace="default",task_queue="orders",task_type="activity",verdict="starved"}`,
        '1x40',
      ]),
    ),
    5,
    { ...QUEUE, task_type: 'activity' },
  ],
  [
    'TemporalScheduleToStartSlow',
    'tasks wait in a process that counts in milliseconds, and not in one beside it that counts in seconds',
    {
      ...buckets('activity_schedule_to_start_latency_seconds', 0.001, { '100': 100, '+Inf': 0 }),
      ...buckets('activity_schedule_to_start_latency', 1, PEAK),
    },
    20,
    { ...QUEUE, task_type: 'activity' },
  ],
  [
    'TemporalWorkersGone',
    'the workers of one cluster end, and those of another one have a queue of the same name',
    {
      'temporal_num_pollers{cluster="eu",instance="a:9464",namespace="default",task_queue="orders"}': '5x20 stale',
      'temporal_num_pollers{cluster="us",instance="b:9464",namespace="default",task_queue="orders"}': '5x80',
    },
    25,
    { ...QUEUE, cluster: 'eu' },
  ],
  [
    'HandrailMonitorBlind',
    'the monitor has been gone for three hours',
    { 'handrail_backlog_not_seen{job="backlog",instance="b:9465",namespace="default"}': '0x20 stale' },
    190,
    { namespace: 'default', job: 'backlog' },
  ],
  [
    'HandrailMonitorBlind',
    'the monitor of one job is gone, and that of another one looks at other queues of the namespace',
    {
      'handrail_backlog_not_seen{job="payments",instance="b:9465",namespace="default"}': '0x20 stale',
      'handrail_backlog_not_seen{job="mail",instance="c:9465",namespace="default"}': '0x60',
    },
    25,
    { namespace: 'default', job: 'payments' },
  ],
  [
    'HandrailSlaStillBreached',
    'executions have been late for an hour, and one scrape has failed',
    {
      'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '3x60 stale 3x100',
      'handrail_backlog_not_seen{namespace="default"}': '0x60 stale 0x100',
    },
    65,
    { namespace: 'default', workflow_type: 'order' },
  ],
  [
    'HandrailSlaStillBreached',
    'executions have been late for an hour, and one count has failed',
    {
      'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '3x60 stale _x2 3x200',
      'handrail_backlog_not_seen{namespace="default"}': '0x60 1x2 0x200',
    },
    65,
    { namespace: 'default', workflow_type: 'order' },
  ],
  [
    'HandrailSlaStillBreached',
    'executions have been late for long, and one count failed just an hour ago',
    {
      'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '3x60 stale _x2 3x200',
      'handrail_backlog_not_seen{namespace="default"}': '0x60 1x2 0x200',
    },
    91,
    { namespace: 'default', workflow_type: 'order' },
  ],
];

it.each(CASES)('%s fires when %s', async (alert, _, series, minutes, labels) => {
  await expectFiring(alert, series, minutes, labels);
});
