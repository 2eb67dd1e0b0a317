// What the dashboard shows. `pnpm generate` makes handrail.json of it; the rules record the series named handrail:….

const BY_TYPE = 'cluster, namespace, task_queue, workflow_type';
const OF_QUEUE = 'namespace=~"$namespace",task_queue=~"$task_queue"';
const OF_NAMESPACE = 'namespace=~"$namespace"';
// Two processes of `handrail backlog --serve` may look at the same.
const OF_MONITORS = {
  queue: (metric, selector = '') =>
    `max by (cluster, namespace, task_queue, task_type) (${metric}{${OF_QUEUE}${selector}})`,
  type: (metric) => `max by (cluster, namespace, workflow_type) (${metric}{${OF_NAMESPACE}})`,
};

/**
 * @typedef {object} Query
 * @property {string} expr
 * @property {string} legend
 *
 * @typedef {object} Panel
 * @property {string} title
 * @property {string} help - what it shows and when to worry
 * @property {string} unit - one of Grafana's
 * @property {readonly Query[]} queries
 * @property {boolean} [stat] - shown as one number
 */

/** @type {readonly { readonly title: string, readonly panels: readonly Panel[] }[]} */
export const rows = [
  {
    title: 'Now',
    panels: [
      stat(
        'Alerts that fire',
        'Each has a runbook.',
        'count(ALERTS{alertname=~"Temporal.+|Handrail.+",alertstate="firing"}) or vector(0)',
      ),
      stat(
        'Executions out of their SLA',
        'Open ones, whatever state they are in.',
        `sum(${OF_MONITORS.type('handrail_sla_late_executions')}) or vector(0)`,
      ),
      stat(
        'Executions near their SLA',
        'Open ones, out of it within 15 minutes.',
        `sum(${OF_MONITORS.type('handrail_sla_near_executions')}) or vector(0)`,
      ),
      stat(
        'Starved task queues',
        'Something waits, and no worker takes it.',
        `sum(${OF_MONITORS.queue('handrail_task_queue_verdict', ',verdict="starved"')}) or vector(0)`,
      ),
      stat(
        'Task queues that are behind',
        'Workers poll, and do not keep up.',
        `sum(${OF_MONITORS.queue('handrail_task_queue_verdict', ',verdict="under-provisioned"')}) or vector(0)`,
      ),
      stat(
        'Workers',
        'Processes that poll or are busy, once for each of their task queues.',
        `sum(handrail:workers_alive{${OF_QUEUE}}) or vector(0)`,
      ),
    ],
  },
  {
    title: 'Executions',
    panels: [
      graph(
        'Runs that ended',
        'In the last 30 minutes, by outcome. What the server timed out or somebody terminated is not in it.',
        'short',
        [query(`sum by (outcome) (handrail:workflows_ended:count30m{${OF_QUEUE}})`, '{{outcome}}')],
      ),
      graph('Share of runs that fail', 'An alert beyond 5 %.', 'percentunit', [
        // Where none has failed yet, there is nothing to divide.
        query(
          `sum by (${BY_TYPE}) (handrail:workflow_failures:ratio30m{${OF_QUEUE}} > 0) or 0 * sum by (${BY_TYPE}) (handrail:workflows_ended:count30m{${OF_QUEUE}} > 0)`,
          '{{workflow_type}}',
        ),
      ]),
      graph('Workflow tasks that fail', 'In 15 minutes. None of these executions goes on.', 'short', [
        query(`handrail:workflow_task_failures:count15m{${OF_QUEUE}}`, '{{workflow_type}} {{failure_reason}}'),
      ]),
      graph('Duration of runs', 'One in twenty takes longer.', 's', [
        ...quantile('workflow_endtoend_latency', 'workflow_type', OF_QUEUE),
      ]),
    ],
  },
  {
    title: 'Activities',
    panels: [
      graph('Attempts', 'A second, by activity.', 'ops', [
        query(`sum by (activity_type) (handrail:activity_attempts:rate5m{${OF_QUEUE}})`, '{{activity_type}}'),
      ]),
      graph('Failed attempts', 'A second. Many, while hardly any succeeds, are a retry storm.', 'ops', [
        query(`sum by (activity_type) (handrail:activity_failures:rate5m{${OF_QUEUE}})`, '{{activity_type}}'),
      ]),
      graph(
        'Activity duration',
        'One attempt in twenty takes longer. Compare it with the start-to-close timeout.',
        's',
        [...quantile('activity_execution_latency', 'activity_type', OF_QUEUE)],
      ),
      graph('Completions that came too late', 'In 15 minutes: the effect has happened, and happens again.', 'short', [
        query(`handrail:late_completions:count15m{${OF_NAMESPACE}}`, '{{operation}}'),
      ]),
    ],
  },
  {
    title: 'Task queues',
    panels: [
      graph('Backlog', 'Tasks that wait, as `handrail backlog --serve` sees them.', 'short', [
        query(OF_MONITORS.queue('handrail_task_queue_backlog'), '{{task_queue}} {{task_type}}'),
      ]),
      graph('Age of the oldest task', 'An alert beyond five minutes.', 's', [
        query(OF_MONITORS.queue('handrail_task_queue_backlog_age_seconds'), '{{task_queue}} {{task_type}}'),
      ]),
      graph('Added and taken', 'Tasks a second. Taken below added: the backlog grows.', 'ops', [
        query(OF_MONITORS.queue('handrail_task_queue_added_per_second'), '{{task_queue}} {{task_type}} added'),
        query(OF_MONITORS.queue('handrail_task_queue_taken_per_second'), '{{task_queue}} {{task_type}} taken'),
      ]),
      graph(
        'Schedule to start',
        'As workers measure it: one task in twenty waits longer. An alert beyond 5 seconds.',
        's',
        [query(`handrail:schedule_to_start_seconds:p95{${OF_QUEUE}}`, '{{task_queue}} {{task_type}}')],
      ),
    ],
  },
  {
    title: 'Workers',
    panels: [
      graph('Slots in use', 'Tasks that workers have in their hands.', 'short', [
        query(`handrail:worker_slots:used{${OF_QUEUE}}`, '{{task_queue}} {{worker_type}}'),
      ]),
      graph('Free slots', 'At 0 whatever is added waits. Not for resource-based slots.', 'short', [
        query(`handrail:worker_slots:free{${OF_QUEUE}}`, '{{task_queue}} {{worker_type}}'),
      ]),
      graph('Processes and pollers', 'Processes as the workers say, pollers as the server does.', 'short', [
        query(`handrail:workers_alive{${OF_QUEUE}}`, '{{task_queue}} processes'),
        query(OF_MONITORS.queue('handrail_task_queue_pollers'), '{{task_queue}} {{task_type}} pollers'),
      ]),
      graph('Workflows in the sticky cache', 'What falls out of it is replayed from its beginning.', 'short', [
        query(`sum by (task_queue) (temporal_sticky_cache_size{${OF_QUEUE}})`, '{{task_queue}}'),
      ]),
      graph('Failed calls to the server', 'A second. NOT_FOUND and the like are part of normal work.', 'ops', [
        query(`handrail:requests_failed:rate3m{${OF_NAMESPACE}}`, '{{operation}} {{status_code}}'),
      ]),
    ],
  },
  {
    title: 'Handrail',
    panels: [
      graph(
        'Guards that were broken',
        'In 30 minutes, by code, where processes only warn. What is refused is an error, not a number here.',
        'short',
        [query('handrail:guard_violations:count30m', '{{code}}')],
      ),
      graph('Guards that were waived', 'In 30 minutes, by code.', 'short', [
        query('handrail:guard_waivers:count30m', '{{code}}'),
      ]),
      graph('Out of their SLA', 'Open executions, by workflow type.', 'short', [
        query(OF_MONITORS.type('handrail_sla_late_executions'), '{{workflow_type}} late'),
        query(OF_MONITORS.type('handrail_sla_near_executions'), '{{workflow_type}} near'),
      ]),
      graph('Not seen', 'Things that `handrail backlog --serve` could not look at.', 'short', [
        query(`handrail_backlog_not_seen{${OF_NAMESPACE}}`, '{{instance}}'),
      ]),
    ],
  },
];

// A queue that has never had workers is known to the monitor alone.
const OF_WORKERS_AND_MONITORS = '__name__=~"temporal_num_pollers|handrail_task_queue_pollers"';

/** The variables at the top, each with the query that finds its values. */
export const variables = [
  { name: 'namespace', query: `label_values({${OF_WORKERS_AND_MONITORS}}, namespace)` },
  { name: 'task_queue', query: `label_values({${OF_WORKERS_AND_MONITORS},namespace=~"$namespace"}, task_queue)` },
];

function stat(title, help, expr) {
  return { title, help, unit: 'short', stat: true, queries: [query(expr, '')] };
}

function graph(title, help, unit, queries) {
  return { title, help, unit, queries };
}

function query(expr, legend) {
  return { expr, legend };
}

// In seconds, whatever the exporter's options: see the rules.
function quantile(metric, label, selector) {
  const of = (names) =>
    `histogram_quantile(0.95, sum by (${label}, le) (rate({__name__=~"${names}",${selector}}[$__rate_interval])))`;
  return [
    query(
      `${of(`temporal_${metric}_seconds_bucket`)} or ${of(`temporal_${metric}_bucket|temporal_${metric}_milliseconds_bucket`)} / 1000`,
      `{{${label}}}`,
    ),
  ];
}
