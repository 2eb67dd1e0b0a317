// What deployments, restarts and odd surroundings do to series must not hide what an alert is about.
import { it } from 'vitest';
import { expectFiring, type InputSeries } from '../support/alert-case';
import { buckets, QUEUE, sdk } from '../support/series';

const RESTARTED = { 'up{job="workers",instance="a:9464"}': '1x100 0x2 1x400' };
const WORKFLOW = 'workflow_type="order"';
const FAILED = `${WORKFLOW},failure_reason="WorkflowError"`;
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
