import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

export const RULES_FILE = 'monitoring/prometheus/handrail.rules.yml';

export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface RecordingRule {
  readonly record: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly expr: string;
}

interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly interval?: string;
    readonly rules: readonly (AlertingRule | RecordingRule)[];
  }[];
}

export function readRules(): RuleFile {
  return parse(readFileSync(RULES_FILE, 'utf8')) as RuleFile;
}

export function alertingRules(): readonly AlertingRule[] {
  return readRules().groups.flatMap(({ rules }) => rules.filter((rule) => 'alert' in rule));
}

/** How many times as fast time passes in {@link fastRules}. */
export const SPEED = 120;

// Thresholds that are times themselves. What they are replaced by is long enough for a queue that keeps up never to reach it.
const FAST_THRESHOLDS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  TemporalBacklogOld: ['> 300', '> 6'],
};

/**
 * The rules as they ship, with every window, `for` and interval divided by {@link SPEED}: half an hour is over in 15 seconds. Nothing
 * else is changed but {@link FAST_THRESHOLDS}.
 */
export function fastRules(): string {
  const { groups } = readRules();
  return stringify({
    groups: groups.map((group) => ({
      ...group,
      interval: '250ms',
      rules: group.rules.map((rule) => ({
        ...rule,
        ...('alert' in rule && rule.for !== undefined && { for: faster(rule.for) }),
        expr: withThreshold('alert' in rule ? rule.alert : '', rule.expr).replaceAll(
          /(\[|\boffset )(\d+[smh])\b/g,
          (_, before: string, duration: string) => `${before}${faster(duration)}`,
        ),
      })),
    })),
  });
}

function withThreshold(alert: string, expression: string): string {
  const [from, to] = FAST_THRESHOLDS[alert] ?? ['', ''];
  if (!expression.includes(from)) throw new Error(`${alert} has no threshold "${from}" any more`);
  return expression.replace(from, to);
}

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function faster(duration: string): string {
  const unit = MILLISECONDS[duration.at(-1) ?? ''];
  if (unit === undefined) throw new Error(`"${duration}" is not of the form 5m`);
  return `${Math.round((Number(duration.slice(0, -1)) * unit) / SPEED)}ms`;
}
