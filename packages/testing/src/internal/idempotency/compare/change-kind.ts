// Whether a place that differs shows more effects, fewer, or neither.
import type { ChangeKind, Sides } from './change';
import { numberOf } from './number-of';
import { isLeaf, type Leaf, leafText, Moment, type Tree } from './tree';

const IDENTIFIER = /(^|[._])(id|key|ref|no|number)$|(Id|Key|Ref|No|Number)$/;

/**
 * Whether a value shows more effects than the clean run's, fewer, or neither. `start` is from where a number counts that is not
 * there before the first call.
 */
export function leafKind(
  { before, expected, actual }: { readonly before: Tree; readonly expected: Leaf; readonly actual: Leaf },
  pattern: string,
  start?: number,
): ChangeKind {
  const [wanted, found] = [quantityOf(expected), quantityOf(actual)];
  if (wanted !== undefined && found !== undefined && !IDENTIFIER.test(pattern)) {
    const base = quantityOf(before) ?? start;
    if (base === undefined) return multipleKind(wanted, found);
    const [step, taken] = [wanted - base, found - base];
    if (step === 0 || taken === 0 || Math.sign(step) === Math.sign(taken))
      return Math.abs(taken) > Math.abs(step) ? 'more' : 'fewer';
    return 'different';
  }
  if (typeof expected === 'string' && typeof actual === 'string')
    return textKind(typeof before === 'string' ? before : '', expected, actual) ?? setKind(before, actual);
  return setKind(before, actual);
}

/** Whether a text has been appended to once more, or once less. */
function textKind(...texts: [before: string, expected: string, actual: string]): ChangeKind | undefined {
  // Bytes are shown as `0x…`, of which the bytes themselves are what grows.
  const areBytes = texts.every((text) => text === '' || /^0x[\da-f]*$/.test(text));
  const [base, expected, actual] = areBytes ? (texts.map((text) => text.slice(2)) as typeof texts) : texts;
  const appended = expected.startsWith(base) ? expected.slice(base.length) : '';
  if (
    appended !== '' &&
    actual !== base &&
    actual.startsWith(expected) &&
    actual.slice(expected.length).includes(appended)
  )
    return 'more';
  return isShorterList(base, expected, actual) ? 'fewer' : undefined;
}

/** A value that each call sets to its own, whatever was there: it is never more or less of anything. */
export function setKind(before: Tree, actual: Leaf): ChangeKind {
  return before !== undefined && isLeaf(before) && leafText(before) === leafText(actual) ? 'fewer' : 'different';
}

/** A text to which things are appended, as `o1;o2;`, and the last of them are missing. */
function isShorterList(base: string, expected: string, actual: string): boolean {
  if (actual === base || !actual.startsWith(base) || !expected.startsWith(actual)) return false;
  return [actual.slice(-1), expected.charAt(actual.length)].some((each) => /^[\s,;:|]$/.test(each));
}

/** What can be moved on: a number, or a time, as where something is extended. */
function quantityOf(tree: Tree): number | undefined {
  return tree instanceof Moment ? tree.milliseconds : numberOf(tree);
}

/** A number in an entry that the call itself has made: twice the sum was added up twice; any other number is just another one. */
function multipleKind(expected: number, actual: number): ChangeKind {
  if (expected === 0 || actual === 0) return actual === 0 ? 'fewer' : 'different';
  const ratio = actual / expected;
  if (Number.isInteger(ratio) && ratio >= 2) return 'more';
  return Number.isInteger(expected / actual) && ratio > 0 ? 'fewer' : 'different';
}

/** One side is a container, the other is not: a value is missing, or stands there instead of another kind of value. */
export function containerKind({ before, actual }: Sides): ChangeKind {
  return actual === null && before === null ? 'fewer' : 'different';
}
