// A real Prometheus, real workers, a real server: each alert fires in its scenario, for both ways in which the SDK names its
// metrics, and nothing else does. The rules are those that ship, with time running faster (support/rules.ts).
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { asSent, readDashboard } from '../support/dashboard';
import { type Alert, Prometheus } from '../support/prometheus';
import { fastRules, SPEED } from '../support/rules';
import { Trouble } from '../support/trouble';
import { until } from '../support/until';

const MINUTE = 60_000 / SPEED;
// Rules count a series that is new only where its job was scraped half an hour ago.
const LONGEST_WINDOW = 30 * MINUTE;
const LONGEST_FOR = 10 * MINUTE;

let prometheus: Prometheus;
let trouble: Trouble;

beforeAll(async () => {
  trouble = await Trouble.plan(inject('temporalAddress'));
  prometheus = await Prometheus.start({ rules: fastRules(), jobs: trouble.jobs });
  await trouble.setUp();
  await until(async () => {
    const jobs = await prometheus.query(`group by (job) (up offset ${LONGEST_WINDOW}ms)`);
    return jobs.length === Object.keys(trouble.jobs).length;
  });
}, 120_000);

afterAll(async () => {
  await trouble?.tearDown();
  await prometheus?.stop();
});

const EXPECTED = [
  'HandrailGuardViolations HR2003',
  'HandrailGuardViolations HR2004',
  'HandrailMonitorBlind blind-monitor',
  'HandrailSlaBreached slaBreached',
  'HandrailSlaNear slaNear',
  'HandrailSlaStillBreached slaBreached',
  'TemporalBacklogOld nobody plain workflow',
  'TemporalCompletionsTooLate default',
  'TemporalRequestsFailing lonely',
  'TemporalTaskQueueStarved nobody plain workflow',
  'TemporalWorkersGone mortal plain',
  ...['plain', 'suffixed'].flatMap((naming) => [
    `TemporalActivitiesFailing orders ${naming} fail`,
    `TemporalActivitiesFailing orders ${naming} half`,
    `TemporalBacklogOld crowded ${naming} activity`,
    `TemporalNondeterminism changed ${naming} changed`,
    `TemporalRetryStorm orders ${naming} fail`,
    `TemporalScheduleToStartSlow crowded ${naming} activity`,
    `TemporalTaskQueueBehind crowded ${naming} activity`,
    `TemporalWorkerSlotsExhausted clinging ${naming} ActivityWorker`,
    `TemporalWorkflowTasksFailing orders ${naming} broken`,
    `TemporalWorkflowsFailing orders ${naming} failing`,
  ]),
].sort();

it('fires each alert in its real scenario, and no other', { timeout: 120_000 }, async () => {
  const fired = new Map<string, Alert>();
  // Watched from the beginning, since what happens once is over soon; and for as long as the slowest rule needs, after the last.
  const watch = async () => {
    let since = Number.POSITIVE_INFINITY;
    await until(async () => {
      for (const alert of await prometheus.alerts()) {
        const name = nameOf(alert);
        if (alert.state === 'firing' && name !== undefined) fired.set(name, alert);
      }
      if (EXPECTED.every((name) => fired.has(name))) since = Math.min(since, performance.now());
      return performance.now() - since > LONGEST_FOR;
    });
  };
  await Promise.all([watch(), trouble.begin()]);
  expect([...fired.keys()].sort()).toEqual(EXPECTED);
  expect(await prometheus.brokenRules()).toEqual([]);
});

it('has data for each query of the dashboard', { timeout: 60_000 }, async () => {
  const queries = readDashboard().panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => asSent(expr, '1m')));
  const empty = await Promise.all(
    queries.map(async (query) => {
      // What was counted is over by now.
      const found = await prometheus.query(`last_over_time((${query})[3m:500ms])`);
      return found.length === 0 ? query : undefined;
    }),
  );
  expect(empty.filter((query) => query !== undefined)).toEqual([]);
});

it('has values for each variable of the dashboard', async () => {
  for (const { name, query } of readDashboard().templating.list) {
    if (typeof query === 'string') continue;
    const [, series = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(query.query) ?? [];
    const values = await prometheus.query(`group by (${label}) (${asSent(series, '1m')})`);
    expect(values.map(({ labels }) => labels[label]).filter(Boolean).length, name).toBeGreaterThan(0);
  }
});

/** What an alert is about, in short; undefined for what others do on the same server. */
function nameOf({ labels }: Alert): string | undefined {
  const { alertname, task_queue: queue, namespace, code, job } = labels;
  const kind = labels['workflow_type'] ?? labels['activity_type'] ?? labels['task_type'] ?? labels['worker_type'];
  if (queue !== undefined) {
    const purpose = trouble.purposeOf(queue);
    return purpose === undefined ? undefined : [alertname, purpose, kind].filter(Boolean).join(' ');
  }
  if (kind !== undefined) return kind.startsWith('sla') ? `${alertname} ${kind}` : undefined;
  if (job !== undefined) return `${alertname} ${job}`;
  return [alertname, code ?? namespace].filter(Boolean).join(' ');
}
