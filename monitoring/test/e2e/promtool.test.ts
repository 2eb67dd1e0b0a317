// Each alert fires in its scenario and is silent in the one beside it: with the rules, windows and thresholds as they ship.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { expectAlert, expectValue, type Firing, type InputSeries } from '../support/alert-case';
import { asSent, readDashboard } from '../support/dashboard';
import { promtool } from '../support/promtool';
import { alertingRules, RULES_FILE } from '../support/rules';
import { buckets, queue, QUEUE, sdk, TARGET, UP } from '../support/series';

interface AlertCase {
  readonly fires: { readonly when: string; readonly series: InputSeries; readonly minutes: number } & Firing;
  readonly silent: readonly { readonly when: string; readonly series: InputSeries; readonly minutes: number }[];
}

const CASES: Readonly<Record<string, AlertCase>> = {
  TemporalWorkflowsFailing: {
    fires: {
      when: 'one in five runs fails',
      series: {
        ...sdk('workflow_completed', 'workflow_type="order"', '0+8x80'),
        ...sdk('workflow_failed', 'workflow_type="order"', '0+2x80'),
      },
      minutes: 40,
      labels: { ...QUEUE, workflow_type: 'order' },
      summary: '20% of the runs of workflow order fail.',
      description: 'In the last 30 minutes, in namespace default on task queue orders.',
    },
    silent: [
      {
        when: 'one in fifty fails',
        series: {
          ...sdk('workflow_completed', 'workflow_type="order"', '0+49x80'),
          ...sdk('workflow_failed', 'workflow_type="order"', '0+1x80'),
        },
        minutes: 40,
      },
      {
        when: 'they are cancelled or continue as new',
        series: {
          ...sdk('workflow_canceled', 'workflow_type="order"', '0+5x80'),
          ...sdk('workflow_continue_as_new', 'workflow_type="order"', '0+5x80'),
        },
        minutes: 40,
      },
      {
        when: 'the last failures are an hour old',
        series: {
          ...UP,
          ...sdk('workflow_failed', 'workflow_type="order"', '0+2x10 20x200'),
          ...sdk('workflow_completed', 'workflow_type="order"', '0+2x200'),
        },
        minutes: 70,
      },
    ],
  },
  TemporalActivitiesFailing: {
    fires: {
      when: 'half of the attempts fail, in seconds',
      series: {
        ...sdk('activity_execution_latency_seconds_count', 'activity_type="charge"', '0+10x80'),
        ...sdk('activity_execution_failed_total', 'activity_type="charge",failure_reason="ActivityError"', '0+5x80'),
      },
      minutes: 20,
      labels: { ...QUEUE, activity_type: 'charge' },
      summary: '50% of the attempts of activity charge fail.',
      description: 'For 10 minutes, in namespace default on task queue orders.',
    },
    silent: [
      {
        when: 'one in ten fails',
        series: {
          ...sdk('activity_execution_latency_count', 'activity_type="charge"', '0+10x80'),
          ...sdk('activity_execution_failed', 'activity_type="charge"', '0+1x80'),
        },
        minutes: 20,
      },
      {
        when: 'a single attempt fails at night',
        series: {
          ...sdk('activity_execution_latency_count', 'activity_type="charge"', '8x60 9x60'),
          ...sdk('activity_execution_failed', 'activity_type="charge"', '1x60 2x60'),
        },
        minutes: 42,
      },
      {
        when: 'many have failed for five minutes, and of the few that came since none has',
        series: {
          ...sdk('activity_execution_latency_count', 'activity_type="charge"', '0x10 0+100x10 1000+1x70'),
          ...sdk('activity_execution_failed', 'activity_type="charge"', '0x10 0+100x10 1000x70'),
        },
        minutes: 19,
      },
      {
        when: 'it is over after five minutes',
        series: {
          ...sdk('activity_execution_latency_count', 'activity_type="charge"', '0+10x80'),
          ...sdk('activity_execution_failed', 'activity_type="charge"', '0+5x10 50x70'),
        },
        minutes: 12,
      },
    ],
  },
  TemporalRetryStorm: {
    fires: {
      when: 'two attempts a second fail and none succeeds',
      series: {
        ...sdk('activity_execution_latency_count', 'activity_type="charge"', '0+60x80'),
        ...sdk('activity_execution_failed', 'activity_type="charge"', '0+60x80'),
      },
      minutes: 15,
      labels: { ...QUEUE, activity_type: 'charge' },
      summary: 'Activity charge fails 2 times a second, and hardly ever succeeds.',
      description: 'Its retries load whatever it calls, in namespace default on task queue orders.',
    },
    silent: [
      {
        when: 'as many fail, and as many succeed',
        series: {
          ...sdk('activity_execution_latency_count', 'activity_type="charge"', '0+120x80'),
          ...sdk('activity_execution_failed', 'activity_type="charge"', '0+60x80'),
        },
        minutes: 15,
      },
      {
        when: 'one attempt a minute fails',
        series: {
          ...sdk('activity_execution_latency_count', 'activity_type="charge"', '0+1x80'),
          ...sdk('activity_execution_failed', 'activity_type="charge"', '0+1x80'),
        },
        minutes: 15,
      },
    ],
  },
  TemporalWorkflowTasksFailing: {
    fires: {
      when: 'a single one fails, which begins its series',
      series: {
        ...UP,
        ...sdk('workflow_task_execution_failed', 'workflow_type="order",failure_reason="WorkflowError"', '_x60 1x40'),
      },
      minutes: 35,
      labels: { ...QUEUE, workflow_type: 'order', failure_reason: 'WorkflowError' },
      summary: 'Workflow tasks of order fail (WorkflowError): these executions do not go on.',
      description: 'In namespace default on task queue orders. They go on by themselves once a fix is deployed.',
    },
    silent: [
      {
        when: 'it was long ago',
        series: {
          ...UP,
          ...sdk(
            'workflow_task_execution_failed',
            'workflow_type="order",failure_reason="WorkflowError"',
            '_x60 1x200',
          ),
        },
        minutes: 60,
      },
      {
        when: 'Prometheus has just been set up beside workers that failed last week',
        series: {
          'up{job="workers",instance="a:9464"}': '_x60 1x40',
          ...sdk('workflow_task_execution_failed', 'workflow_type="order",failure_reason="WorkflowError"', '_x60 7x40'),
        },
        minutes: 35,
      },
      {
        when: 'a second cluster, of which workers failed last week, has just been added to the job',
        series: {
          'up{cluster="us",job="workers",instance="a:9464"}': '1x100',
          'up{cluster="eu",job="workers",instance="a:9464"}': '_x60 1x40',
          'temporal_workflow_task_execution_failed{cluster="eu",job="workers",instance="a:9464",namespace="default",task_queue="orders"}':
            '_x60 7x40',
        },
        minutes: 35,
      },
      {
        when: 'Prometheus was away for 20 minutes',
        series: {
          'up{job="workers",instance="a:9464"}': '1x60 _x40 1x100',
          ...sdk(
            'workflow_task_execution_failed',
            'workflow_type="order",failure_reason="WorkflowError"',
            '7x60 _x40 7x100',
          ),
        },
        minutes: 52,
      },
      {
        when: 'it is nondeterminism, which has an alert of its own',
        series: sdk(
          'workflow_task_execution_failed',
          'workflow_type="order",failure_reason="NonDeterminismError"',
          '0+1x80',
        ),
        minutes: 35,
      },
    ],
  },
  TemporalNondeterminism: {
    fires: {
      when: 'a workflow does not replay',
      series: sdk(
        'workflow_task_execution_failed_total',
        'workflow_type="order",failure_reason="NonDeterminismError"',
        '0 1x60',
      ),
      minutes: 5,
      labels: { ...QUEUE, workflow_type: 'order', failure_reason: 'NonDeterminismError' },
      summary: 'The code of workflow order does not replay: these executions do not go on.',
      description: 'In namespace default on task queue orders. Look at what was deployed last.',
    },
    silent: [
      {
        when: 'tasks fail for another reason',
        series: sdk(
          'workflow_task_execution_failed_total',
          'workflow_type="order",failure_reason="WorkflowError"',
          '0+1x60',
        ),
        minutes: 5,
      },
    ],
  },
  TemporalCompletionsTooLate: {
    fires: {
      when: 'the server has given up the activity',
      series: {
        ...UP,
        ...sdk('request_failure', 'operation="RespondActivityTaskCompleted",status_code="NOT_FOUND"', '_x60 1x40'),
      },
      minutes: 35,
      labels: { namespace: 'default', operation: 'RespondActivityTaskCompleted' },
      summary: 'Activities in namespace default finish after the server has given them up.',
      description:
        'Their effects have happened, and happen again with the next attempt (RespondActivityTaskCompleted).',
    },
    silent: [
      {
        when: 'something else is not found, or the call fails otherwise',
        series: {
          ...sdk('request_failure', 'operation="QueryWorkflow",status_code="NOT_FOUND"', '0+1x80'),
          ...sdk('request_failure', 'operation="RespondActivityTaskCompleted",status_code="UNAVAILABLE"', '0+1x80'),
        },
        minutes: 35,
      },
    ],
  },
  TemporalTaskQueueStarved: {
    fires: {
      when: 'it is so for two minutes',
      series: queue('task_queue_verdict', '0x3 1x40', ',verdict="starved"'),
      minutes: 5,
      labels: { ...QUEUE, task_type: 'activity' },
      summary: 'Tasks wait on task queue orders (activity), and no worker takes them.',
      description: 'In namespace default.',
    },
    silent: [
      {
        when: 'workers are restarted',
        series: queue('task_queue_verdict', '0 1x2 0x40', ',verdict="starved"'),
        minutes: 3,
      },
      {
        when: 'another verdict holds',
        series: queue('task_queue_verdict', '1x40', ',verdict="under-provisioned"'),
        minutes: 10,
      },
    ],
  },
  TemporalTaskQueueBehind: {
    fires: {
      when: 'it is so for ten minutes',
      series: queue('task_queue_verdict', '1x40', ',verdict="under-provisioned"'),
      minutes: 11,
      labels: { ...QUEUE, task_type: 'activity' },
      summary: 'The workers of task queue orders (activity) do not keep up.',
      description: 'For 10 minutes, in namespace default.',
    },
    silent: [
      {
        when: 'it is a peak of five minutes',
        series: queue('task_queue_verdict', '1x10 0x40', ',verdict="under-provisioned"'),
        minutes: 11,
      },
      { when: 'the queue is idle', series: queue('task_queue_verdict', '1x40', ',verdict="idle"'), minutes: 11 },
    ],
  },
  TemporalBacklogOld: {
    fires: {
      when: 'the oldest task gets older',
      series: queue('task_queue_backlog_age_seconds', '0+30x40'),
      minutes: 10,
      labels: { ...QUEUE, task_type: 'activity' },
      summary: 'A task has waited for 10m 0s on task queue orders (activity).',
      description: 'In namespace default.',
    },
    silent: [
      { when: 'no task waits for long', series: queue('task_queue_backlog_age_seconds', '240x40'), minutes: 15 },
    ],
  },
  TemporalScheduleToStartSlow: {
    fires: {
      when: 'a tenth of the tasks waits for more than five seconds, in milliseconds',
      series: buckets('activity_schedule_to_start_latency', 1_000, { '1': 9, '5': 0, '10': 1, '+Inf': 0 }),
      minutes: 20,
      labels: { ...QUEUE, task_type: 'activity' },
      summary: 'One in twenty activity tasks of task queue orders waits for 7.5s or more.',
      description: 'For 10 minutes, in namespace default.',
    },
    silent: [
      {
        when: 'it is one in a hundred',
        series: buckets('activity_schedule_to_start_latency', 1_000, { '1': 99, '5': 0, '10': 1, '+Inf': 0 }),
        minutes: 20,
      },
      {
        when: 'milliseconds are not seconds',
        series: buckets('workflow_task_schedule_to_start_latency', 1_000, { '0.1': 10, '1': 0, '+Inf': 0 }),
        minutes: 20,
      },
      {
        when: 'seconds are seconds',
        series: buckets('workflow_task_schedule_to_start_latency_seconds', 1, { '0.1': 9, '1': 1, '+Inf': 0 }),
        minutes: 20,
      },
    ],
  },
  TemporalWorkersGone: {
    fires: {
      when: 'nobody answers any more',
      series: {
        ...sdk('num_pollers', 'poller_type="workflow_task"', '5x20 stale'),
        ...sdk('worker_task_slots_used', 'worker_type="WorkflowWorker"', '0x20 stale'),
      },
      minutes: 16,
      labels: QUEUE,
      summary: 'Task queue orders had workers within the last hour (1), and has none now.',
      description: 'In namespace default.',
    },
    silent: [
      {
        when: 'all slots are taken, so that nobody polls',
        series: {
          ...sdk('num_pollers', 'poller_type="activity_task"', '5x20 0x60'),
          ...sdk('worker_task_slots_used', 'worker_type="ActivityWorker"', '100x80'),
        },
        minutes: 15,
      },
      {
        when: 'another process has taken over',
        series: {
          ...sdk('num_pollers', 'poller_type="workflow_task"', '5x20 stale'),
          'temporal_num_pollers{job="workers",instance="c:9464",namespace="default",task_queue="orders",poller_type="workflow_task"}':
            '_x18 5x60',
        },
        minutes: 15,
      },
      {
        when: 'the queue was given up two hours ago',
        series: sdk('num_pollers', 'poller_type="workflow_task"', '5x20 0x300'),
        minutes: 130,
      },
    ],
  },
  TemporalWorkerSlotsExhausted: {
    fires: {
      when: 'no slot is free',
      series: {
        ...sdk('worker_task_slots_available', 'worker_type="ActivityWorker"', '0x60'),
        ...sdk('worker_task_slots_used', 'worker_type="ActivityWorker"', '100x60'),
      },
      minutes: 12,
      labels: { ...QUEUE, worker_type: 'ActivityWorker' },
      summary: 'No ActivityWorker of task queue orders has had a free slot for 10 minutes.',
      description: 'In namespace default. What is added now waits.',
    },
    silent: [
      {
        when: 'another process has one',
        series: {
          ...sdk('worker_task_slots_available', 'worker_type="ActivityWorker"', '0x60'),
          ...sdk('worker_task_slots_used', 'worker_type="ActivityWorker"', '100x60'),
          'temporal_worker_task_slots_available{job="workers",instance="c:9464",namespace="default",task_queue="orders",worker_type="ActivityWorker"}':
            '1x60',
        },
        minutes: 12,
      },
      {
        when: 'the worker has no slots of this kind',
        series: {
          ...sdk('worker_task_slots_available', 'worker_type="ActivityWorker"', '0x60'),
          ...sdk('worker_task_slots_used', 'worker_type="ActivityWorker"', '0x60'),
        },
        minutes: 12,
      },
    ],
  },
  TemporalRequestsFailing: {
    fires: {
      when: 'the server cannot be reached',
      series: sdk('long_request_failure', 'operation="PollWorkflowTaskQueue",status_code="UNAVAILABLE"', '0+15x60'),
      minutes: 12,
      labels: { namespace: 'default', status_code: 'UNAVAILABLE' },
      summary: 'Calls of workers to the Temporal server fail with UNAVAILABLE, 500m a second.',
      description: 'For 5 minutes, in namespace default.',
    },
    silent: [
      {
        when: 'calls ask for what does not exist',
        series: sdk('request_failure', 'operation="QueryWorkflow",status_code="NOT_FOUND"', '0+15x60'),
        minutes: 12,
      },
      {
        when: 'the server is restarted',
        series: sdk(
          'long_request_failure',
          'operation="PollWorkflowTaskQueue",status_code="UNAVAILABLE"',
          '0 15 15x60',
        ),
        minutes: 6,
      },
      {
        when: 'the server is away for a minute, and many calls fail',
        series: sdk(
          'long_request_failure',
          'operation="PollWorkflowTaskQueue",status_code="UNAVAILABLE"',
          '0x10 100 200 200x60',
        ),
        minutes: 10,
      },
    ],
  },
  HandrailGuardViolations: {
    fires: {
      when: 'a guard is broken once, under the doubled suffix',
      series: { ...UP, [`handrail_guard_violations_total_total{${TARGET},code="HR2003"}`]: '_x80 1x40' },
      minutes: 45,
      labels: { code: 'HR2003' },
      summary: 'Calls break guard HR2003 and go through, since their process only warns.',
      description: 'About 1 in the last 30 minutes. npx handrail explain HR2003',
    },
    silent: [
      {
        when: 'the guard is waived',
        series: { ...UP, [`handrail_guard_waived_total{${TARGET},code="HR2003"}`]: '_x80 1x40' },
        minutes: 45,
      },
    ],
  },
  HandrailSlaNear: {
    fires: {
      when: 'executions are near their deadline',
      series: { 'handrail_sla_near_executions{namespace="default",workflow_type="order"}': '2x40' },
      minutes: 3,
      labels: { namespace: 'default', workflow_type: 'order' },
      summary: 'Executions of workflow order will be out of their SLA within 15 minutes: 2.',
      description: 'In namespace default.',
    },
    silent: [
      {
        when: 'they are late, which has an alert of its own',
        series: { 'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '2x40' },
        minutes: 3,
      },
    ],
  },
  HandrailSlaBreached: {
    fires: {
      when: 'executions are late',
      series: { 'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '3x40' },
      minutes: 3,
      labels: { namespace: 'default', workflow_type: 'order' },
      summary: 'Executions of workflow order are out of their SLA: 3.',
      description: 'In namespace default.',
    },
    silent: [
      {
        when: 'they are near',
        series: { 'handrail_sla_near_executions{namespace="default",workflow_type="order"}': '3x40' },
        minutes: 3,
      },
      {
        when: 'the last one was closed',
        series: { 'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '3x4 stale' },
        minutes: 3,
      },
    ],
  },
  HandrailSlaStillBreached: {
    fires: {
      when: 'executions have been late for an hour, in changing numbers',
      series: { 'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '3x100 2x200' },
      minutes: 65,
      labels: { namespace: 'default', workflow_type: 'order' },
      summary: 'Executions of workflow order have been out of their SLA for more than an hour: 2 at least.',
      description: 'In namespace default. Whoever was told of the breach has not ended it.',
    },
    silent: [
      {
        when: 'the first of them has been late for half an hour',
        series: { 'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '_x140 3x60' },
        minutes: 65,
      },
      {
        when: 'none was late in between, of which nothing is served',
        series: {
          'handrail_sla_late_executions{namespace="default",workflow_type="order"}': '3x12 stale _x110 1x60',
          'handrail_backlog_not_seen{namespace="default"}': '0x400',
        },
        minutes: 64,
      },
    ],
  },
  HandrailMonitorBlind: {
    fires: {
      when: 'the monitor is gone',
      series: { 'handrail_backlog_not_seen{job="backlog",instance="b:9465",namespace="default"}': '0x20 stale' },
      minutes: 21,
      labels: { namespace: 'default', job: 'backlog' },
      summary: '`handrail backlog --serve` of job backlog is gone, or cannot look at everything.',
      description: 'Alerts on backlogs and SLAs of namespace default may stay silent.',
    },
    silent: [
      {
        when: 'it sees everything',
        series: { 'handrail_backlog_not_seen{job="backlog",instance="b:9465",namespace="default"}': '0x60' },
        minutes: 21,
      },
      {
        when: 'one look in between fails',
        series: { 'handrail_backlog_not_seen{job="backlog",instance="b:9465",namespace="default"}': '0x20 1x2 0x60' },
        minutes: 21,
      },
      {
        when: 'another process has taken over, as after a deployment',
        series: {
          'handrail_backlog_not_seen{job="backlog",instance="b:9465",namespace="default"}': '0x20 stale',
          'handrail_backlog_not_seen{job="backlog",instance="c:9465",namespace="default"}': '_x22 0x60',
        },
        minutes: 30,
      },
    ],
  },
};

it('has scenarios for each alert', () => {
  expect(Object.keys(CASES)).toEqual(alertingRules().map(({ alert }) => alert));
});

it('has rules that promtool accepts', async () => {
  expect(await promtool(['check', 'rules', RULES_FILE])).toContain('SUCCESS');
});

it('has an example configuration that promtool accepts', async () => {
  expect(await promtool(['check', 'config', 'monitoring/prometheus/prometheus.example.yml'])).toContain('SUCCESS');
});

it('has a dashboard whose queries promtool can parse', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-dashboard-'));
  const queries = readDashboard().panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => asSent(expr, '1m')));
  expect(queries.length).toBeGreaterThan(20);
  const rules = queries.map((expr, index) => ({ record: `query_${index}`, expr }));
  writeFileSync(join(folder, 'queries.yml'), stringify({ groups: [{ name: 'dashboard', rules }] }));
  expect(await promtool(['check', 'rules', join(folder, 'queries.yml')])).toContain('SUCCESS');
  rmSync(folder, { recursive: true });
});

it('shows on its dashboard that no run has failed where runs have ended, and nothing where none has', async () => {
  const panel = readDashboard().panels.find(({ title }) => title === 'Share of runs that fail');
  const expr = asSent(panel?.targets?.[0]?.expr ?? '', '1m');
  const labels = `{namespace="default",task_queue="orders",workflow_type="order"}`;
  const of = async (completed: string, failed: string | undefined, value: number | undefined) => {
    const series = {
      ...sdk('workflow_completed', 'workflow_type="order"', completed),
      ...(failed !== undefined && sdk('workflow_failed', 'workflow_type="order"', failed)),
    };
    await expectValue(expr, series, 40, value === undefined ? [] : [{ labels, value }]);
  };
  await of('0+8x80', undefined, 0);
  await of('0+8x80', '0x80', 0);
  await of('0+8x80', '0+8x80', 0.5);
  await of('0x80', undefined, undefined);
});

it.each(Object.entries(CASES).map(([alert, { fires }]) => ({ alert, ...fires })))(
  '$alert fires when $when',
  async ({ alert, series, minutes, ...expected }) => {
    await expectAlert(alert, series, minutes, [expected]);
  },
);

it.each(Object.entries(CASES).flatMap(([alert, { silent }]) => silent.map((each) => ({ alert, ...each }))))(
  '$alert is silent when $when',
  async ({ alert, series, minutes }) => {
    await expectAlert(alert, series, minutes, []);
  },
);
