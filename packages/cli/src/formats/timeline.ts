import type { Explanation, Timeline, TimelineSpan } from '@handrail/operations';
import { loadOperations } from '../internal/load';
import { fitText } from '../internal/text-width';
import type { Style } from '../style';

const BAR = 40;
const MOST_SPANS = 25;
const LABEL = 34;

const SIGNS: Record<TimelineSpan['outcome'], string> = {
  open: '?',
  done: '=',
  failed: 'x',
  canceled: '-',
  'timed out': 'x',
};

/** An execution's life as bars of text, a line for each thing that it waited for; of many those that matter. */
export function formatTimeline(
  { spans, start, end, notExamined }: Timeline,
  explanation: Explanation,
  style: Style,
): string {
  const rows = loadOperations().timelineRows(spans, explanation, MOST_SPANS);
  const whole = Math.max(1, end - start);
  const lines = rows.map((row) => {
    if ('leftOut' in row) return style.dim(`  … ${row.leftOut}`);
    const { span } = row;
    const from = column((span.start - start) / whole);
    const to = Math.max(from + 1, Math.min(BAR, Math.round((((span.end ?? end) - start) / whole) * BAR)));
    const bar = `${' '.repeat(from)}${SIGNS[span.outcome].repeat(to - from)}`.padEnd(BAR);
    const label = fitLabel(span.label.startsWith(span.kind) ? span.label : `${span.kind} ${span.label}`);
    const note = span.note === undefined ? '' : style.dim(`  ${span.note}`);
    return `  ${label}|${bar}| ${span.outcome}${note}`;
  });
  return [
    style.bold('Timeline') + style.dim(`  ${new Date(start).toISOString()} to ${new Date(end).toISOString()}`),
    ...(lines.length === 0 ? ['  It has waited for nothing so far.'] : lines),
    ...notExamined.map((each) => `  Not seen: ${each}`),
  ].join('\n');
}

function column(share: number): number {
  return Math.min(BAR - 1, Math.max(0, Math.round(share * BAR)));
}

function fitLabel(label: string): string {
  return `${fitText(label, LABEL - 2)}  `;
}
