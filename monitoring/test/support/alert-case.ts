import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { promtool } from './promtool';
import { alertingRules, RULES_FILE } from './rules';

/** Series by name and labels, with values in promtool's notation, one each half minute. */
export type InputSeries = Readonly<Record<string, string>>;

/** What an alert says when it fires. */
export interface Firing {
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

/** Has promtool evaluate the rules as they ship over the series, and compare what fires at that time with what is expected. */
export async function expectAlert(
  alert: string,
  series: InputSeries,
  minutes: number,
  expected: readonly Firing[],
): Promise<void> {
  const { labels: ownLabels = {}, annotations = {} } = alertingRules().find((rule) => rule.alert === alert) ?? {};
  await evaluate(series, {
    alert_rule_test: [
      {
        eval_time: `${minutes}m`,
        alertname: alert,
        exp_alerts: expected.map(({ labels, summary, description }) => ({
          exp_labels: { ...ownLabels, ...labels },
          exp_annotations: { summary, description, runbook_url: annotations['runbook_url'] },
        })),
      },
    ],
  });
}

/** Has promtool evaluate an expression over the rules as they ship. */
export async function expectValue(
  expr: string,
  series: InputSeries,
  minutes: number,
  expected: readonly { readonly labels: string; readonly value: number }[],
): Promise<void> {
  await evaluate(series, { promql_expr_test: [{ expr, eval_time: `${minutes}m`, exp_samples: expected }] });
}

/** As {@link expectAlert}, where only what it is about counts, and not its words: one alert with these labels, and no other. */
export async function expectFiring(
  alert: string,
  series: InputSeries,
  minutes: number,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  const { labels: ownLabels = {} } = alertingRules().find((rule) => rule.alert === alert) ?? {};
  const all = Object.entries({ ...ownLabels, ...labels, alertname: alert, alertstate: 'firing' });
  const expected = `ALERTS{${all.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
  await evaluate(series, {
    promql_expr_test: [
      {
        expr: `ALERTS{alertname="${alert}",alertstate="firing"}`,
        eval_time: `${minutes}m`,
        exp_samples: [{ labels: expected, value: 1 }],
      },
    ],
  });
}

async function evaluate(series: InputSeries, expectation: object): Promise<void> {
  const test = {
    rule_files: [resolve(RULES_FILE)],
    evaluation_interval: '30s',
    tests: [
      {
        interval: '30s',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        ...expectation,
      },
    ],
  };
  const folder = mkdtempSync(join(tmpdir(), 'handrail-promtool-'));
  try {
    const file = join(folder, 'test.yml');
    writeFileSync(file, stringify(test));
    await promtool(['test', 'rules', file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
