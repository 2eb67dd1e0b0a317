/** The way from a call's value to a part of it: `['args', 0, 'items', 3, 'price']`. */
export type PathSegments = readonly (string | number)[];

/** A value of a call with its place in the call: what becomes one payload. */
export interface ValueSlot {
  readonly path: PathSegments;
  readonly value: unknown;
}

/** Each argument of a call: `args[0]`, `args[1]`. */
export function argumentSlots(args: unknown, name = 'args'): ValueSlot[] {
  return Array.isArray(args) ? args.map((value: unknown, index) => ({ path: [name, index], value })) : [];
}

/** Each entry of an option that is a map: `memo.owner`. */
export function entrySlots(name: string, entries: unknown): ValueSlot[] {
  if (typeof entries !== 'object' || entries === null) return [];
  return Object.entries(entries).map(([key, value]) => ({ path: [name, key], value: value as unknown }));
}

const LONGEST_KEY = 40;
const LONGEST_PATH = 200;

/** A path as one writes it in code: `args[0].items[3].price`. Keys that are long are cut, and so are long paths, in the middle. */
export function showPath(segments: PathSegments): string {
  const path = segments.map((segment, index) => showSegment(segment, index === 0)).join('');
  if (path.length <= LONGEST_PATH) return path;
  const half = LONGEST_PATH / 2 - 2;
  return `${path.slice(0, half)}...${path.slice(-half)}`;
}

function showSegment(segment: string | number, isFirst: boolean): string {
  if (typeof segment === 'number') return `[${segment}]`;
  if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(segment) && segment.length <= LONGEST_KEY)
    return isFirst ? segment : `.${segment}`;
  const key = segment.length > LONGEST_KEY ? `${segment.slice(0, LONGEST_KEY - 3)}...` : segment;
  return `[${JSON.stringify(key).replace(/[\p{Cc}\u2028\u2029]/gu, '?')}]`;
}
