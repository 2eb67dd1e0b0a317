import { type CauseSlug, type Explanation, isHealthy } from '@handrail/operations';
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
  const stuck = explanations.filter(({ healthy }) => !healthy).length;
  const of = total === undefined || total === explanations.length ? '' : ` of ${total}`;
  const head =
    explanations.length === 0
      ? notExamined.length > 0
        ? 'No executions were looked at.'
        : 'The query finds no executions.'
      : `${stuck} of ${explanations.length} executions need attention${of === '' ? '' : ` (looked at ${explanations.length}${of})`}.`;
  return [
    style.bold(head),
    ...byCause.flatMap(([cause, rows]) => ['', `${causeText(cause, style)} (${rows.length})`, ...formatRows(rows)]),
    ...(notExamined.length === 0 ? [] : ['', ...formatNotExamined(notExamined)]),
  ].join('\n');
}

/** What a look at many left out, a line each. */
export function formatNotExamined(notExamined: readonly string[]): string[] {
  return notExamined.map((each) => `Not looked at: ${each}.`);
}

function groupByCause(explanations: readonly Explanation[]): [CauseSlug, Explanation[]][] {
  const groups = new Map<CauseSlug, Explanation[]>();
  for (const explanation of explanations) {
    const group = groups.get(explanation.cause);
    if (group === undefined) groups.set(explanation.cause, [explanation]);
    else group.push(explanation);
  }
  return [...groups].sort(
    ([one, left], [other, right]) => Number(isHealthy(one)) - Number(isHealthy(other)) || right.length - left.length,
  );
}

function causeText(cause: CauseSlug, style: Style): string {
  return isHealthy(cause) ? `${style.bold(cause)}, well` : style.red(style.bold(cause));
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
