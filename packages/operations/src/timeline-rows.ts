import type { Explanation } from './explanation';
import type { TimelineSpan } from './timeline';
import { isOfVerdict } from './timeline-verdict';

/** A row of a timeline that is shown: a span, or what was left out between two of them. */
export type TimelineRow =
  | { readonly span: TimelineSpan; readonly isOfVerdict: boolean }
  /** As `4976 more: 4970 done, 6 open`. */
  | { readonly leftOut: string };

/**
 * Pure: of more spans than can be looked through, those that matter, in their order: what the verdict is about, what is open, the
 * one that has waited longest first, then what failed last and what was last.
 */
export function timelineRows(
  spans: readonly TimelineSpan[],
  explanation: Explanation,
  most: number,
): readonly TimelineRow[] {
  const rows = spans.map((span, index) => ({ span, index, isOfVerdict: isOfVerdict(span, explanation) }));
  const byRank = rows
    .map((row) => ({ row, rank: rankOf(row) }))
    .sort((one, other) => {
      if (one.rank !== other.rank) return one.rank - other.rank;
      return one.rank <= OPEN ? one.row.index - other.row.index : other.row.index - one.row.index;
    });
  const shown = new Set(byRank.slice(0, most).map(({ row }) => row.index));
  const result: TimelineRow[] = [];
  let skipped: TimelineSpan[] = [];
  const endGap = () => {
    if (skipped.length > 0) result.push({ leftOut: textOf(skipped) });
    skipped = [];
  };
  for (const { index, ...row } of rows) {
    if (!shown.has(index)) skipped.push(row.span);
    else {
      endGap();
      result.push(row);
    }
  }
  endGap();
  return result;
}

const OPEN = 1;

function rankOf({
  span,
  isOfVerdict: isMeant,
}: {
  readonly span: TimelineSpan;
  readonly isOfVerdict: boolean;
}): number {
  if (isMeant) return 0;
  if (span.outcome === 'open') return OPEN;
  return span.outcome === 'failed' || span.outcome === 'timed out' ? 2 : 3;
}

function textOf(spans: readonly TimelineSpan[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of spans) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return `${spans.length} more: ${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`;
}
