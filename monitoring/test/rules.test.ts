import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { commands } from '../../packages/cli/src/commands';
import { describe, expect, it } from 'vitest';
import { alertingRules, fastRules, readRules, RULES_FILE, SPEED } from './support/rules';

const RUNBOOKS = 'docs/runbooks';
const HEADINGS = ['What it means', 'How to look', 'What to do'];

const alerts = alertingRules().map(({ alert }) => alert);

it('has a runbook for each alert, and no runbook for an alert that does not exist', () => {
  const pages = readdirSync(RUNBOOKS).filter((name) => name !== 'index.md');
  expect(pages.sort()).toEqual(alerts.map((alert) => `${alert}.md`).sort());
});

it('lists each runbook', () => {
  const index = readFileSync(`${RUNBOOKS}/index.md`, 'utf8');
  expect([...index.matchAll(/\]\((\w+)\.md\)/g)].map(([, name]) => name).sort()).toEqual([...alerts].sort());
});

describe.each(alertingRules())('$alert', ({ alert, labels, annotations }) => {
  it('says how grave it is, what is the matter and where to read on', () => {
    expect(Object.keys(labels)).toEqual(['severity']);
    expect(['warning', 'critical']).toContain(labels['severity']);
    expect(Object.keys(annotations)).toEqual(['summary', 'description', 'runbook_url']);
    expect(annotations['summary']).toMatch(/\.$/);
    expect(annotations['runbook_url']).toBe(`https://handrail.dev/runbooks/${alert}`);
  });

  it('has a runbook with all sections, in order, and a command to look with', () => {
    const page = readFileSync(`${RUNBOOKS}/${alert}.md`, 'utf8');
    const sections = page.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(HEADINGS);
    for (const section of sections) expect(section.length).toBeGreaterThan(60);
    expect(page).toMatch(/^npx handrail/m);
  });
});

it('names in its runbooks only commands and options that there are', () => {
  const lines = alerts.flatMap((alert) =>
    [...readFileSync(`${RUNBOOKS}/${alert}.md`, 'utf8').matchAll(/npx handrail ([^`\n]+)/g)].map(
      ([, line]) => line ?? '',
    ),
  );
  expect(lines.length).toBeGreaterThan(alerts.length);
  for (const line of lines) {
    const command = commands.find(({ name }) => line === name || line.startsWith(`${name} `));
    expect(command, line).toBeDefined();
    for (const [, flag = ''] of line.replaceAll(/'[^']*'/g, '').matchAll(/ (--[a-z-]+)/g)) {
      expect(
        command?.options?.some(({ flags }) => flags.startsWith(flag)),
        `${line}: ${flag}`,
      ).toBe(true);
    }
  }
});

it('asks only for metrics of handrail that are in its code', () => {
  const sources = ['packages/operations/src', 'packages/common/src/host'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  );
  const code = sources.join('\n');
  const names = new Set(readFileSync(RULES_FILE, 'utf8').match(/\bhandrail_\w+/g) ?? []);
  expect([...names].filter((name) => !code.includes(`'${name.replace('_total_total', '_total')}'`))).toEqual([]);
  expect(existsSync(RULES_FILE)).toBe(true);
});

it('counts every event in the same way, under each of its names', () => {
  const counted = readRules().groups.flatMap(({ rules }) => rules.filter(({ expr }) => expr.includes('increase(')));
  expect(counted.length).toBeGreaterThan(5);
  for (const { expr } of counted) {
    const [, name = '', filter = '', window = ''] = /increase\((\w+)_total(\{.*?\})?\[(\w+)\]\)/.exec(expr) ?? [];
    const counting = [`${name}_total${filter}`, `${name}${filter}`].map(
      (series) =>
        `(max_over_time(${series}[${window}]) unless ${series} offset ${window} and on (cluster, job, instance) group by (cluster, job, instance) (up offset ${window} == 1)) ` +
        `or (max_over_time(${series}[${window}]) unless last_over_time(${series}[6h] offset ${window}) and on (cluster, job) group by (cluster, job) (up offset ${window})) ` +
        `or increase(${series}[${window}])`,
    );
    expect(
      expr
        .replaceAll(/\s+/g, ' ')
        .replace(/^sum by \([^)]+\) /, '')
        .trim(),
    ).toBe(`( ${counting.join(' or ')} )`);
  }
});

it('takes no rate over several names at once, of which a deployment that renames them leaves two within one window', () => {
  for (const { expr } of readRules().groups.flatMap(({ rules }) => rules)) expect(expr).not.toContain('__name__');
});

it('keeps clusters apart', () => {
  for (const { expr } of readRules().groups.flatMap(({ rules }) => rules)) {
    for (const [, labels = ''] of expr.matchAll(/\b(?:by|on) \(([^)]*)\)/g)) {
      expect(labels).toMatch(/^cluster, /);
    }
  }
});

describe('the rules in fast motion', () => {
  it('differ from those that ship in durations and in one threshold only', () => {
    const shipped = readFileSync(RULES_FILE, 'utf8');
    expect(fastRules()).toContain(`increase(temporal_workflow_failed_total[${1_800_000 / SPEED}ms])`);
    expect(fastRules()).toContain('handrail_task_queue_backlog_age_seconds) > 6');
    const durations = /\b\d+(ms|s|m|h)\b/g;
    const bare = (text: string) => text.replaceAll(durations, 'T').replaceAll(/\s+/g, ' ');
    for (const { rules } of readRules().groups) {
      for (const { expr } of rules) {
        if (expr.includes('> 300')) continue;
        expect(bare(fastRules())).toContain(bare(expr).trim());
      }
    }
    expect(shipped).toContain('handrail_task_queue_backlog_age_seconds) > 300');
  });
});
