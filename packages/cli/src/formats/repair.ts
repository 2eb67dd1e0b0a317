import type { PlannedRepair, RepairOutcome, RepairPlan } from '@handrail/operations';
import type { Style } from '../style';

const MOST_SHOWN = 20;

/** What a dry run prints: what would be done to how many, by cause, and what would run again. */
export function formatRepairPlan({ repairs, refused, examined, notExamined }: RepairPlan, style: Style): string {
  const head =
    repairs.length === 0
      ? `Nothing to repair among ${examined} executions.`
      : `Would repair ${count(repairs.length)} of ${examined} looked at. Nothing was changed: --apply does it.`;
  return [
    style.bold(head),
    ...groups(repairs, ({ cause }) => cause).flatMap(([cause, rows]) => [
      '',
      `${style.bold(cause)} (${rows.length})`,
      ...rows
        .slice(0, MOST_SHOWN)
        .map(({ workflowId, actions }) => `  ${workflowId}: ${actions.map(actionText).join(', ')}`),
      ...(rows.length > MOST_SHOWN ? [`  … and ${rows.length - MOST_SHOWN} more (--json has all)`] : []),
    ]),
    ...repeats(repairs),
    ...groups(refused, ({ cause, why }) => `${cause}: ${why}`).flatMap(([why, rows], index) => [
      ...(index === 0 ? ['', 'Left alone:'] : []),
      `  ${rows.length} × ${why}`,
    ]),
    ...(notExamined.length === 0 ? [] : ['', ...notExamined.map((each) => `Not looked at: ${each}.`)]),
  ].join('\n');
}

/** What was done. */
export function formatRepairResult(
  {
    outcomes,
    left,
    refused,
  }: { readonly outcomes: readonly RepairOutcome[]; readonly left: number; readonly refused: RepairPlan['refused'] },
  style: Style,
): string {
  const of = (wanted: RepairOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted);
  return [
    style.bold(
      `Repaired ${count(of('repaired').length)}; ${of('skipped').length} skipped, ${of('failed').length} failed.`,
    ),
    ...[...of('skipped'), ...of('failed')]
      .slice(0, MOST_SHOWN)
      .map(({ workflowId, outcome, why }) => `  ${outcome}: ${workflowId}: ${why}`),
    ...(left > 0 ? [`  ${left} were repaired by an earlier run, or are left`] : []),
    ...(refused.length > 0 ? [`  ${refused.length} were left alone: nothing here helps them`] : []),
  ].join('\n');
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

function repeats(repairs: readonly PlannedRepair[]): string[] {
  const counts = groups(
    repairs.flatMap((each) => each.repeats),
    (name) => name,
  );
  if (counts.length === 0) return [];
  return [
    '',
    'These activities would run again; make sure that each is idempotent:',
    ...counts.map(([name, list]) => `  ${name} (${list.length} times)`),
  ];
}

function groups<T>(list: readonly T[], key: (each: T) => string): [string, T[]][] {
  const all = new Map<string, T[]>();
  for (const each of list) all.set(key(each), [...(all.get(key(each)) ?? []), each]);
  return [...all].sort(([, one], [, other]) => other.length - one.length);
}

function count(number: number): string {
  return `${number} execution${number === 1 ? '' : 's'}`;
}
