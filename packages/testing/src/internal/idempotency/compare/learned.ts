import { numberOf } from './number-of';
import { type Dictionary, type Leaf, leafText, Moment } from './tree';

/**
 * How a value varies from one clean run to the next.
 *
 * - `token`: a generated id. It may differ, but wherever it stands, the same one must stand.
 * - `any`: anything may stand there.
 */
export type Variation = 'token' | 'any';

/** What the clean runs have taught about the states and results of one activity. Places are patterns (see {@link childPattern}). */
export interface Learned {
  readonly varying: ReadonlyMap<string, Variation>;
  /** Dictionaries whose keys are generated. */
  readonly varyingKeys: ReadonlySet<string>;
  /** Plain objects that are used as maps: entries come and go. */
  readonly openObjects: ReadonlySet<string>;
  /** Counters from which ids are made; a gap in them is no effect. */
  readonly counters: ReadonlySet<string>;
  /** From where numbers count that are in the state only once a call has set them; by their paths. */
  readonly bases: ReadonlyMap<string, number>;
  /** Values that each call sets to its own, whatever was there: a price, an address. */
  readonly setPlaces: ReadonlySet<string>;
  /** Numbers that would count tries by their names, and are what the call is about. */
  readonly plainNumbers: ReadonlySet<string>;
  /** Times within these bounds are the check's own "now" and never compared. */
  readonly clock: { readonly from: number; readonly to: number };
  /** Ids and times that stood in the state before the first call, as {@link givenKey} writes them: nobody has made them since. */
  readonly given: ReadonlySet<string>;
  /** Places whose times are within the bounds, but do not come from the clock: the same on another day. */
  readonly fixedTimes: ReadonlySet<string>;
}

export const NOTHING_LEARNED: Learned = {
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
};

/** Where a child stands, with list positions and map keys left out: `orders.[].id`. */
export function childPattern(pattern: string, parent: Dictionary | undefined, key: string, learned: Learned): string {
  if (parent === undefined) return `${pattern}.[]`;
  return isOpen(parent, pattern, learned) ? `${pattern}.{}` : `${pattern}.${key}`;
}

export function isOpen(dictionary: Dictionary, pattern: string, learned: Learned): boolean {
  return dictionary.isOpen || learned.openObjects.has(pattern);
}

// Names of what the next id is taken from. A gap in it is no effect; the ids themselves are compared where they stand.
const SEQUENCE = /(^|[._])(next|seq|sequence)(_?(id|no|number|value))?$|(next|seq|sequence)(Id|No|Number|Value)?$/i;

// Names of columns that count tries or fence takeovers: that they rise with a retry is what they are for.
const TRY_COUNTER =
  /(^|[._])(attempts?|tries|retr(y|ies)|epoch|fenc(e|ing)|generation|rev|revision|version|etag)(_?(count|no|number|token))?$/i;
const TRY_COUNTER_CAMEL =
  /(attempts?|tries|retries|epoch|fence|generation|revision|version|etag)(Count|No|Number|Token)?$/i;

const FENCE = /epoch|fenc(e|ing)|generation/i;

const COUNTERS = [TRY_COUNTER, TRY_COUNTER_CAMEL, SEQUENCE];

/** Whether a number that stands higher than in the clean run says nothing about effects. */
export function isCounter(pattern: string, expected: Leaf, actual: Leaf, learned: Learned): boolean {
  const [wanted, found] = [numberOf(expected), numberOf(actual)];
  if (wanted === undefined || found === undefined || found < wanted) return false;
  if (learned.counters.has(pattern)) return true;
  return found - wanted <= 20 && isCounterName(pattern, learned);
}

/** Whether a number counts something that is no effect, as its name says. In a result it does not: there the workflow reads it. */
export function isCounterName(pattern: string, { plainNumbers }: Pick<Learned, 'plainNumbers'>): boolean {
  return (
    COUNTERS.some((each) => each.test(nameOf(pattern))) &&
    !plainNumbers.has(pattern) &&
    !/^(root\.)?result\b/.test(pattern)
  );
}

/** Whether a number is there to be another one in each attempt. */
export function isFence(pattern: string): boolean {
  return FENCE.test(nameOf(pattern));
}

/** By what a number is called: also one of a map of them, `attempts: { o1: 2 }`. */
function nameOf(pattern: string): string {
  const named = pattern.replace(/(\.(\{\}|\[\]))+$/, '');
  return named.slice(named.lastIndexOf('.') + 1);
}

/** An id or a time with the place where it stands. */
export function givenKey(pattern: string, text: string): string {
  return `${pattern} ${text}`;
}

/** Whether a leaf is a generated id: made by a call, not there before. */
export function isGeneratedId(leaf: Leaf, pattern: string, learned: Learned): boolean {
  return (
    leaf != null &&
    learned.varying.get(pattern) === 'token' &&
    !(learned.given.size > 0 && learned.given.has(givenKey(pattern, leafText(leaf))))
  );
}

/** Whether a key of a dictionary is a generated id. */
export function isGeneratedKey(key: string, pattern: string, learned: Learned): boolean {
  return (
    learned.varyingKeys.has(pattern) && !(learned.given.size > 0 && learned.given.has(givenKey(`${pattern}.@key`, key)))
  );
}

/** Whether a leaf is the clock's reading during the check: a time, or milliseconds or seconds since 1970. */
export function isClockReading(leaf: Leaf, pattern: string, learned: Learned): boolean {
  return (
    isWithinClock(leaf, learned) &&
    !learned.fixedTimes.has(pattern) &&
    !(learned.given.size > 0 && learned.given.has(givenKey(pattern, leafText(leaf))))
  );
}

export function isWithinClock(leaf: Leaf, { clock }: Pick<Learned, 'clock'>): boolean {
  if (clock.to === 0) return false;
  if (leaf instanceof Moment) return isWithin(leaf.milliseconds, clock);
  return typeof leaf === 'number' && (isWithin(leaf, clock) || isWithin(leaf * 1000, clock));
}

function isWithin(milliseconds: number, { from, to }: Learned['clock']): boolean {
  return milliseconds >= from && milliseconds <= to;
}
