import type { Timeline, TimelineRow } from './timeline';

/** The picture for a terminal: a lane for every attempt, an indent for each. Colours only where asked for. */
export function drawTimeline({ lanes, rows }: Timeline, hasColours: boolean): string[] {
  const paint = hasColours ? colour : (text: string) => text;
  const time = (milliseconds: number) => durationText(milliseconds).padStart(8);
  return rows.map((row, index) => {
    const open = lanes.map((_lane, lane) => isOpen(rows, index, lane));
    const gutter = lanes
      .map((_lane, lane) => (lane === row.lane ? paint(row.mark, row.tone) : open[lane] === true ? '│' : ' '))
      .join(' ');
    const name = lanes.length > 1 || row.mark === '▶' ? `${lanes[row.lane] ?? ''}: ` : '';
    return `  ${time(row.milliseconds)}  ${gutter}  ${name}${paint(row.text, row.tone)}`;
  });
}

/** Whether a lane has begun and not yet ended at a row. */
function isOpen(rows: readonly TimelineRow[], index: number, lane: number): boolean {
  const own = rows.flatMap((row, at) => (row.lane === lane ? [at] : []));
  return own.length > 0 && (own[0] ?? 0) <= index && index <= (own.at(-1) ?? 0);
}

const CODES = { plain: '', effect: '36', fault: '33', good: '32', bad: '31' } as const;

function colour(text: string, tone: TimelineRow['tone']): string {
  return CODES[tone] === '' ? text : `\u001b[${CODES[tone]}m${text}\u001b[39m`;
}

export function durationText(milliseconds: number): string {
  if (milliseconds < 1_000) return `+${milliseconds} ms`;
  if (milliseconds < 120_000) return `+${Math.round(milliseconds / 1_000)} s`;
  if (milliseconds < 7_200_000) return `+${Math.round(milliseconds / 60_000)} min`;
  if (milliseconds < 172_800_000) return `+${Math.round(milliseconds / 3_600_000)} h`;
  return `+${Math.round(milliseconds / 86_400_000)} days`;
}
