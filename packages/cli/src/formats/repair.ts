import type { PlannedRepair, RepairOutcome, RepairPlan, RepeatedActivity } from '@handrail/operations';
import { oneLine } from '../internal/one-line';
import type { Style } from '../style';

const MOST_SHOWN = 20;

/** What a dry run prints: what would be done to how many, by cause, and what would run again. */
export function formatRepairPlan(
  { repairs, refused, examined, notExamined }: RepairPlan,
  repeated: readonly RepeatedActivity[],
  style: Style,
): string {
  const head =
    repairs.length === 0
      ? `Nothing to repair among ${count(examined)}.`
      : `Would repair ${count(repairs.length)} of ${examined} looked at. Nothing was changed: --apply does it.`;
  return [
    style.bold(head),
    ...groups(repairs, ({ cause }) => cause).flatMap(([cause, rows]) => [
      '',
      `${style.bold(cause)} (${rows.length})`,
      ...rows
        .slice(0, MOST_SHOWN)
        .map(({ workflowId, actions }) => oneLine(`  ${workflowId}: ${actions.map(actionText).join(', ')}`)),
      ...(rows.length > MOST_SHOWN ? [`  … and ${rows.length - MOST_SHOWN} more (--json has all)`] : []),
    ]),
    ...(repeated.length === 0 ? [] : ['', ...formatRepeats(repeated)]),
    ...below(formatCalls(repairs)),
    ...leftAlone(refused),
    ...(notExamined.length === 0 ? [] : ['', ...notExamined.map((each) => `Not looked at: ${each}.`)]),
  ].join('\n');
}

/** What was done. */
export function formatRepairResult(
  {
    outcomes,
    earlier,
    left,
    refused,
  }: {
    readonly outcomes: readonly RepairOutcome[];
    /** How many an earlier run has repaired, as its audit log says. */
    readonly earlier: number;
    readonly left: number;
    readonly refused: RepairPlan['refused'];
  },
  style: Style,
): string {
  const of = (wanted: RepairOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted);
  const unknown = of('unknown').length;
  return [
    style.bold(
      `Repaired ${count(of('repaired').length)}; ${of('skipped').length} skipped, ${of('failed').length} failed${unknown === 0 ? '' : `, ${unknown} unknown`}.`,
    ),
    ...[...of('unknown'), ...of('skipped'), ...of('failed')]
      .slice(0, MOST_SHOWN)
      .map(({ workflowId, outcome, why }) => oneLine(`  ${outcome}: ${workflowId}: ${why}`)),
    ...(unknown > 0
      ? [`  ${unknown} may be done or not. Give the same command again to look: what was done is not done twice.`]
      : []),
    ...(earlier > 0
      ? [
          `  ${earlier} were repaired by an earlier run for the same reason, as the audit log says: where they are stuck again, give another --reason`,
        ]
      : []),
    ...(left > 0
      ? [`  ${left} are left: it was interrupted, or failed five times in a row. Give the same command again to go on.`]
      : []),
    ...leftAlone(refused),
  ].join('\n');
}

function leftAlone(refused: RepairPlan['refused']): string[] {
  if (refused.length === 0) return [];
  const reasons = groups(refused, ({ cause, why }) => `${cause}: ${why}`);
  return ['', 'Left alone:', ...reasons.map(([why, rows]) => `  ${rows.length} × ${why}${rootText(rows)}`)];
}

/** Where the cause lies, of many an example. */
function rootText(rows: RepairPlan['refused']): string {
  const [first, ...others] = new Set(rows.flatMap(({ root }) => root ?? []));
  if (first === undefined) return '';
  return `: "${oneLine(first)}"${others.length === 0 ? '' : ` and ${others.length} more (--json has all)`}`;
}

function actionText(action: PlannedRepair['actions'][number]): string {
  if (action.kind === 'reset-workflow') return `reset to event ${action.eventId}`;
  if (action.kind === 'unpause-workflow') return 'unpause';
  if (action.kind === 'signal') return `signal "${action.name}"`;
  const verb = { 'reset-activity': 'reset', 'unpause-activity': 'unpause', 'end-attempt': 'end the attempt of' }[
    action.kind
  ];
  return `${verb} activity "${action.activityType}" (id ${action.activityId})`;
}

const CHECKS: Readonly<Record<RepeatedActivity['check'], string>> = {
  safe: 'has an idempotency check',
  unsafe: 'its idempotency check did NOT pass',
  unchecked: 'has NO idempotency check',
  unknown: 'make sure that it is idempotent',
};

/** Which activities run again, and whether that is known to be safe. */
export function formatRepeats(repeated: readonly RepeatedActivity[]): string[] {
  if (repeated.length === 0) return [];
  return [
    'These activities run again, though they have completed or been begun:',
    ...repeated.map(({ activityType, times, executions, check, verdict }) => {
      const why = verdict === undefined ? '' : ` (${verdict})`;
      return `  ${activityType}: ${times} × in ${count(executions)}: ${CHECKS[check]}${why}`;
    }),
    ...(repeated.some(({ check }) => check === 'unknown')
      ? ['  (--idempotency FILE, written from idempotencyCoverage(), says which of them have a check)']
      : []),
  ];
}

/** What else a reset does again. */
export function formatCalls(repairs: readonly PlannedRepair[]): string[] {
  const calls = repairs.flatMap(({ calls: all = [], workflowId }) => all.map((call) => ({ call, workflowId })));
  if (calls.length === 0) return [];
  return [
    'These are asked for again, though they have been done or begun:',
    ...groups(calls, ({ call }) => call).map(([call, rows]) => {
      const executions = new Set(rows.map(({ workflowId }) => workflowId)).size;
      return `  ${call}: ${rows.length} × in ${count(executions)}: make sure that it may be done twice`;
    }),
  ];
}

function below(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function groups<T>(list: readonly T[], key: (each: T) => string): [string, T[]][] {
  const all = new Map<string, T[]>();
  for (const each of list) all.set(key(each), [...(all.get(key(each)) ?? []), each]);
  return [...all].sort(([, one], [, other]) => other.length - one.length);
}

function count(number: number): string {
  return `${number} execution${number === 1 ? '' : 's'}`;
}
