// What the SDK's exporter calls its metrics, by its options, and that the rules read all of it alike.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { freePort } from '../support/free-port';
import { type Naming, startWorkerProcess } from '../support/processes';
import { promtool } from '../support/promtool';
import { RULES_FILE } from '../support/rules';

const NAMINGS: readonly {
  readonly options: Naming;
  readonly counter: string;
  readonly histogram: string;
  readonly second: number;
}[] = [
  { options: {}, counter: '', histogram: '', second: 1_000 },
  { options: { countersTotalSuffix: true }, counter: '_total', histogram: '', second: 1_000 },
  { options: { unitSuffix: true }, counter: '', histogram: '_milliseconds', second: 1_000 },
  { options: { unitSuffix: true, useSecondsForDurations: true }, counter: '', histogram: '_seconds', second: 1 },
];

describe.each(NAMINGS)('$options', ({ options, counter, histogram, second }) => {
  it('is named like this by a real worker', async () => {
    const metrics = `127.0.0.1:${await freePort()}`;
    const workers = [{ taskQueue: `naming-${randomUUID()}` }];
    const child = await startWorkerProcess({ address: inject('temporalAddress'), metrics, exporter: options, workers });
    try {
      const text = await (await fetch(`http://${metrics}/metrics`)).text();
      expect(text).toMatch(new RegExp(`^temporal_worker_start${counter}\\{`, 'm'));
      // The first limit of what is no latency of a task: 50 milliseconds.
      expect(text).toMatch(
        new RegExp(`^temporal_request_latency${histogram}_bucket\\{.*le="${0.05 * second}"\\}`, 'm'),
      );
    } finally {
      await child.kill();
    }
  });

  it('is read by the rules', async () => {
    const labels = 'job="workers",instance="a:9464",namespace="default",task_queue="orders"';
    const latency = `temporal_activity_schedule_to_start_latency${histogram}_bucket`;
    const folder = mkdtempSync(join(tmpdir(), 'handrail-naming-'));
    const input = {
      [`${latency}{${labels},le="${second}"}`]: '0+9x20',
      [`${latency}{${labels},le="${2 * second}"}`]: '0+10x20',
      [`${latency}{${labels},le="+Inf"}`]: '0+10x20',
      [`temporal_activity_execution_latency${histogram}_count{${labels},activity_type="charge"}`]: '0+30x20',
      [`temporal_activity_execution_failed${counter}{${labels},activity_type="charge"}`]: '0+15x20',
    };
    const expected = {
      'handrail:schedule_to_start_seconds:p95{namespace="default",task_queue="orders",task_type="activity"}': 1.5,
      'handrail:activity_attempts:rate5m{activity_type="charge",namespace="default",task_queue="orders"}': 1,
      'handrail:activity_failures:ratio5m{activity_type="charge",namespace="default",task_queue="orders"}': 0.5,
    };
    const file = join(folder, 'test.yml');
    writeFileSync(
      file,
      stringify({
        rule_files: [resolve(RULES_FILE)],
        evaluation_interval: '30s',
        tests: [
          {
            interval: '30s',
            input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
            promql_expr_test: Object.entries(expected).map(([series, value]) => ({
              expr: series.slice(0, series.indexOf('{')),
              eval_time: '9m',
              exp_samples: [{ labels: series, value }],
            })),
          },
        ],
      }),
    );
    try {
      expect(await promtool(['test', 'rules', file])).toContain('SUCCESS');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
