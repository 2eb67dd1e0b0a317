import type { CauseSlug, Explanation } from '@handrail/operations';
import { isTold } from '../internal/exit-code-for';
import type { Style } from '../style';

/** What a look at many executions gave. */
export interface VerdictTable {
  readonly explanations: readonly Explanation[];
  readonly total: number | undefined;
  readonly notExamined: readonly string[];
}

const MOST_ROWS_OF_A_CAUSE = 20;
const LONGEST_HEADLINE = 160;

/** A table of verdicts by cause, those that need attention first; of each cause the first rows. */
export function formatVerdictTable({ explanations, total, notExamined }: VerdictTable, style: Style): string {
  const byCause = groupByCause(explanations);
  const stuck = explanations.filter((each) => !each.healthy && isTold(each)).length;
  const untold = explanations.filter((each) => !isTold(each)).length;
  const unclear = untold === 0 ? '' : `, and of ${untold} it could not be told`;
  const of = total === undefined || total === explanations.length ? '' : ` of ${total}`;
  const head =
    explanations.length === 0
      ? notExamined.length > 0
        ? 'No executions were looked at.'
        : 'The query finds no executions.'
      : `${stuck} of ${explanations.length} executions need attention${unclear}${of === '' ? '' : ` (looked at ${explanations.length}${of})`}.`;
  return [
    style.bold(head),
    ...byCause.flatMap(({ cause, healthy, rows }) => [
      '',
      `${healthy ? `${style.bold(cause)}, well` : style.red(style.bold(cause))} (${rows.length})`,
      ...formatRows(rows),
    ]),
    ...(notExamined.length === 0 ? [] : ['', ...formatNotExamined(notExamined)]),
  ].join('\n');
}

/** What a look at many left out, a line each. */
export function formatNotExamined(notExamined: readonly string[]): string[] {
  return notExamined.map((each) => `Not looked at: ${each}.`);
}

interface RowsOfCause {
  readonly cause: CauseSlug;
  readonly healthy: boolean;
  readonly rows: Explanation[];
}

function groupByCause(explanations: readonly Explanation[]): RowsOfCause[] {
  const groups = new Map<CauseSlug, RowsOfCause>();
  for (const explanation of explanations) {
    const { cause, healthy } = explanation;
    const group = groups.get(cause);
    if (group === undefined) groups.set(cause, { cause, healthy, rows: [explanation] });
    else group.rows.push(explanation);
  }
  return [...groups.values()].sort(
    (one, other) => Number(one.healthy) - Number(other.healthy) || other.rows.length - one.rows.length,
  );
}

function formatRows(rows: readonly Explanation[]): string[] {
  const shown = rows.slice(0, MOST_ROWS_OF_A_CAUSE);
  return [
    ...shown.map(
      ({ headline }) =>
        `  ${headline.length > LONGEST_HEADLINE ? `${headline.slice(0, LONGEST_HEADLINE)}…` : headline}`,
    ),
    ...(rows.length > shown.length ? [`  … and ${rows.length - shown.length} more (--json has all)`] : []),
  ];
}
