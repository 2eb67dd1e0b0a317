import type { IdempotencyAudit } from '@handrail/testing';
import type { Style } from '../style';

/** What `handrail audit --idempotency` prints: the verdict, then what needs a hand, then the rest. */
export function formatIdempotencyAudit(audit: IdempotencyAudit, style: Style): string {
  const { covered, failing, missing, notExamined } = audit;
  const sections = [
    section('No check (HR6011)', missing, style.red),
    section(
      'Checked, but not shown to be idempotent',
      failing.map(({ activity, verdict }) => `${activity}: ${verdict}`),
      style.red,
    ),
    section(
      'Covered',
      covered.map(
        ({ activity, verdict, exempt }) => `${activity}: ${exempt === undefined ? verdict : `exempt, ${exempt}`}`,
      ),
      style.dim,
    ),
    section('Not seen', notExamined, style.red),
  ];
  const remedy =
    missing.length === 0
      ? []
      : [
          '',
          `Next: add ${missing[0]} to describeIdempotency, or ${missing[0]}: { exempt: 'why' } where it needs no check.`,
        ];
  return [style.bold(headOf(audit)), ...sections.flat(), ...remedy].join('\n');
}

function headOf({ covered, failing, missing, notExamined }: IdempotencyAudit): string {
  const all = covered.length + failing.length + missing.length;
  if (all === 0) return notExamined.length > 0 ? 'No activity could be looked at.' : 'There are no activities.';
  const activities = all === 1 ? 'activity' : 'activities';
  if (missing.length > 0)
    return `${missing.length} of ${all} ${activities} ${missing.length === 1 ? 'has' : 'have'} no idempotency check.`;
  if (failing.length > 0)
    return `${failing.length} of ${all} ${activities} ${failing.length === 1 ? 'was' : 'were'} not shown to be idempotent.`;
  return all === 1 ? 'The one activity is covered.' : `All ${all} activities are covered.`;
}

function section(title: string, lines: readonly string[], paint: (text: string) => string): string[] {
  return lines.length === 0 ? [] : ['', paint(`${title}:`), ...lines.map((line) => `  ${line}`)];
}
