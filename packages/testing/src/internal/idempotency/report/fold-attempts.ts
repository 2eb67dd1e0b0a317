import type { Timeline, TimelineRow } from './timeline';

/** Fewer attempts than these are drawn one by one. */
const MINIMUM_FOLDED = 4;

/** Draws retries that all go the same way as one: the first of them is there to be read, the others say nothing new. */
export function foldAttempts({ lanes, rows }: Timeline): Timeline {
  const courses = lanes.map((_lane, lane) => courseOf(rows, lane));
  const shown: string[] = [];
  /** Where a row goes, by its place in the old picture. */
  const moved = new Map<number, TimelineRow>();
  for (let lane = 0; lane < lanes.length; lane++) {
    const until = endOfSame(lanes, courses, lane);
    shown.push(lanes[lane] ?? '');
    for (const [index, row] of rows.entries())
      if (row.lane === lane) moved.set(index, { ...row, lane: shown.length - 1 });
    if (until - lane + 1 < MINIMUM_FOLDED) continue;
    const last = rows.findLastIndex((row) => row.lane === until);
    const end = rows[last];
    if (end === undefined) continue;
    shown.push(nameOf(lanes[lane + 1] ?? '', lanes[until] ?? ''));
    moved.set(last, { ...end, lane: shown.length - 1, text: `each goes the same way and ${end.text}` });
    lane = until;
  }
  return { lanes: shown, rows: [...moved].sort(([one], [other]) => one - other).map(([, row]) => row) };
}

/** What happens in a lane, without its times; empty where something else happens meanwhile. */
function courseOf(rows: readonly TimelineRow[], lane: number): string {
  const places = rows.flatMap((row, index) => (row.lane === lane ? [index] : []));
  const [first = 0] = places;
  const isAlone = (places.at(-1) ?? 0) - first === places.length - 1;
  return isAlone ? places.map((index) => `${rows[index]?.mark} ${rows[index]?.text}`).join('\n') : '';
}

/** The last lane that goes as the given one does. */
function endOfSame(lanes: readonly string[], courses: readonly string[], lane: number): number {
  let until = lane;
  while (
    courses[lane] !== '' &&
    courses[until + 1] === courses[lane] &&
    prefixOf(lanes[until + 1] ?? '') === prefixOf(lanes[lane] ?? '')
  )
    until += 1;
  return until;
}

const NUMBERED = /^(.*attempt) (\d+)$/;

function prefixOf(lane: string): string {
  return NUMBERED.exec(lane)?.[1] ?? lane;
}

function nameOf(first: string, last: string): string {
  return `${prefixOf(first)}s ${NUMBERED.exec(first)?.[2] ?? ''} to ${NUMBERED.exec(last)?.[2] ?? ''}`;
}
