import { showPath, type ValueSlot } from './value-path';

/** A part of a value with its share of the payload. */
export interface LargePart {
  readonly path: string;
  /** About as many bytes as it takes in the payload. */
  readonly bytes: number;
  /** What it is: `a string of 3,145,728 characters`, `an array of 12,000`. */
  readonly is: string;
}

const MOST_PARTS = 3;
const MOST_VALUES = 1_000_000;
const DEEPEST = 500;

/**
 * The parts of a call's values that make its payload large, the largest first. It goes down while a single part makes up
 * most of what holds it, and stops where the weight is spread: at the array of ten thousand lines, not at one line.
 *
 * Bounded, never throws, and says nothing of what the values hold but types, paths and sizes.
 */
export function largestParts(slots: readonly ValueSlot[]): LargePart[] {
  const sizer = new Sizer();
  const above = new Set<unknown>();
  let members = slots.map(({ path, value }) => ({ path, value, bytes: sizer.bytesOf(value) }));
  let whole = members.reduce((sum, { bytes }) => sum + bytes, 0);
  let holder: (typeof members)[number] | undefined;
  for (let depth = 0; depth < DEEPEST; depth++) {
    members.sort((a, b) => b.bytes - a.bytes);
    const [first] = members;
    if (first === undefined) break;
    if (members.length > 1 && first.bytes < whole * DOMINANT) {
      const weighty = members.filter(({ bytes }) => bytes >= whole * WEIGHTY).slice(0, MOST_PARTS);
      if (weighty.length > 0) return weighty.map(part);
      break;
    }
    [holder, whole] = [first, first.bytes];
    above.add(first.value);
    members = membersOf(first.value)
      .filter(([, value]) => !above.has(value))
      .map(([key, value]) => ({ path: [...first.path, key], value, bytes: sizer.bytesOf(value) }));
    // What is left of it then is all its own: keys and punctuation of many small parts.
    if (members.every(({ bytes }) => bytes < whole * WEIGHTY)) break;
  }
  return holder === undefined ? [] : [part(holder)];
}

/** From this share on a part is taken for the whole, and looked into. */
const DOMINANT = 0.6;
const WEIGHTY = 0.1;

function part({ path, value, bytes }: ValueSlot & { readonly bytes: number }): LargePart {
  return { path: showPath(path), bytes, is: describe(value) };
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `a string of ${group(value.length)} characters`;
  if (ArrayBuffer.isView(value)) return `${group(value.byteLength)} bytes of binary data`;
  const members = membersOf(value).length;
  if (Array.isArray(value)) return `an array of ${group(members)}`;
  return typeof value === 'object' ? `an object of ${group(members)} fields` : `a ${typeof value}`;
}

/** `1,234,567`, whatever the locale. */
function group(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function membersOf(value: unknown): [string | number, unknown][] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  try {
    return Array.isArray(value)
      ? value.map((element, index): [number, unknown] => [index, element])
      : Object.keys(value).map((key) => [key, (value as Record<string, unknown>)[key]]);
  } catch {
    return [];
  }
}

class Sizer {
  readonly #known = new Map<object, number>();
  #left = MOST_VALUES;

  bytesOf(value: unknown, depth = 0): number {
    if (typeof value === 'string') return bytesOfString(value);
    if (typeof value !== 'object' || value === null) return String(value).length;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    // What is above it is being sized: a cycle adds nothing, and the depth has an end.
    this.#known.set(value, 0);
    const bytes = depth > DEEPEST || this.#left <= 0 ? 0 : this.#bytesOfObject(value, depth);
    this.#known.set(value, bytes);
    return bytes;
  }

  #bytesOfObject(value: object, depth: number): number {
    if (ArrayBuffer.isView(value)) return depth === 0 ? value.byteLength : value.byteLength * BYTES_OF_A_BYTE;
    const members = membersOf(value);
    this.#left -= members.length;
    let bytes = 2 + Math.max(0, members.length - 1);
    for (const [key, member] of members) {
      bytes += this.bytesOf(member, depth + 1) + (typeof key === 'string' ? bytesOfString(key) + 1 : 0);
    }
    return bytes;
  }
}

// In JSON a byte is an entry of its own: `"1234":127,`.
const BYTES_OF_A_BYTE = 11;

function bytesOfString(text: string): number {
  let bytes = text.length + 2;
  // Most texts are ASCII; the rest is estimated from the length alone where it is long.
  if (text.length > LONGEST_EXACT) return bytes;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1;
    else if (unit < 0x20 || unit === 0x22 || unit === 0x5c) bytes += 1;
  }
  return bytes;
}

const LONGEST_EXACT = 10_000_000;
