import type { Variation } from './learned';

/** What the clean runs teach, while it is being learned. */
export interface Lessons {
  readonly varying: Map<string, Variation>;
  readonly varyingKeys: Set<string>;
  readonly openObjects: Set<string>;
  readonly counters: Set<string>;
  readonly bases: Map<string, number>;
  readonly setPlaces: Set<string>;
  readonly plainNumbers: Set<string>;
  clock: { from: number; to: number };
  readonly given: Set<string>;
  readonly fixedTimes: Set<string>;
  readonly movingTimes: Set<string>;
}

export function noLessons(): Lessons {
  return {
    varying: new Map(),
    varyingKeys: new Set(),
    openObjects: new Set(),
    counters: new Set(),
    bases: new Map(),
    setPlaces: new Set(),
    plainNumbers: new Set(),
    clock: { from: 0, to: 0 },
    given: new Set(),
    fixedTimes: new Set(),
    movingTimes: new Set(),
  };
}

/** Lessons that may yet be given up. */
export function copyLessons(lessons: Lessons): Lessons {
  const copy = noLessons();
  takeOver(copy, lessons);
  return copy;
}

/** Puts what others have learned in the place of what was learned so far. */
export function takeOver(lessons: Lessons, others: Lessons): void {
  lessons.clock = others.clock;
  replaceMap(lessons.varying, others.varying);
  replaceMap(lessons.bases, others.bases);
  for (const name of [
    'varyingKeys',
    'openObjects',
    'counters',
    'setPlaces',
    'plainNumbers',
    'given',
    'fixedTimes',
    'movingTimes',
  ] as const) {
    lessons[name].clear();
    for (const pattern of others[name]) lessons[name].add(pattern);
  }
}

function replaceMap<V>(map: Map<string, V>, others: ReadonlyMap<string, V>): void {
  map.clear();
  for (const [key, value] of others) map.set(key, value);
}
