import { readField } from '../read-field';
import { isHarmless } from './harmless-prototypes';
import { type PathSegments, showPath } from './value-path';
import { withArticle } from './with-article';

/** What is wrong with a part of a value. A code for remedies, next to the words of {@link ValueFault}. */
type FaultKind =
  | 'bigint'
  | 'circular'
  | 'throwing'
  | 'function'
  | 'symbol'
  | 'nothing'
  | 'depth'
  | 'converter'
  | 'number'
  | 'hole'
  | 'date'
  | 'promise'
  | 'bytes'
  | 'elements'
  | 'body'
  | 'stream'
  | 'generator'
  | 'entries'
  | 'weak'
  | 'invalid-date'
  | 'collection'
  | 'error'
  | 'to-json'
  | 'handle'
  | 'instance';

/** A part of a value that does not arrive as it is sent. Types and paths only: no value of the user's is in it. */
export interface ValueFault {
  /** `args[0].items[3].price` */
  readonly path: string;
  readonly kind: FaultKind;
  /** What it is: `bigint`, `a Date`. */
  readonly is: string;
  /** What arrives in its place; undefined where nothing can be sent at all. */
  readonly arrives?: string;
}

/** What {@link valueFaults} found. */
interface ValueFaults {
  readonly faults: readonly ValueFault[];
  /** Whether it stopped before the end: at the most faults, values or levels that it looks at. */
  readonly incomplete: boolean;
}

const MOST_FAULTS = 6;
const MOST_VALUES = 200_000;
const DEEPEST = 1_000;

/**
 * Finds what of a value the SDK's default converter cannot send, and what it would change without a word.
 *
 * It follows `JSON.stringify` step by step: it reads the same fields and calls the same `toJSON` methods. Bounded, and never
 * throws, whatever the value does.
 *
 * @param root where the value stands in the call: `['args', 0]`
 */
export function valueFaults(value: unknown, root: PathSegments): ValueFaults {
  const walk = new Walk(root);
  try {
    walk.root(value);
  } catch {
    // Nothing that is thrown here may replace what the caller is about to report.
    walk.incomplete = true;
  }
  return { faults: walk.faults, incomplete: walk.incomplete };
}

class Walk {
  readonly faults: ValueFault[] = [];
  incomplete = false;
  #left = MOST_VALUES;
  readonly #path: (string | number)[];
  // Each object above the current one, with the length of its path.
  readonly #ancestors = new Map<object, number>();

  constructor(root: PathSegments) {
    this.#path = [...root];
  }

  root(value: unknown): void {
    if (!hasOwnForm(value)) this.#visit(value, 'root');
  }

  #visit(value: unknown, place: Place): void {
    if (this.faults.length >= MOST_FAULTS || this.#left-- <= 0) {
      this.incomplete = true;
      return;
    }
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return;
      case 'number':
        if (Number.isFinite(value) && !Object.is(value, -0)) return;
        return this.#found('number', String(value === 0 ? '-0' : value), value === 0 ? '0' : 'null');
      case 'undefined':
        if (place === 'field') return;
        return this.#found('hole', 'undefined', 'null');
      case 'function':
        return this.#found('function', 'a function', lostAt(place));
      case 'symbol':
        return this.#found('symbol', 'a symbol', lostAt(place));
      case 'bigint':
        return this.#bigint(value, place);
      case 'object':
        if (value !== null) this.#object(value, place);
    }
  }

  #bigint(value: bigint, place: Place): void {
    const toJson = this.#read(value as unknown as object, 'toJSON');
    if (typeof toJson !== 'function') return this.#found('bigint', 'bigint');
    this.#converted(value, toJson, 'bigint', place);
  }

  #object(value: object, place: Place): void {
    const above = this.#ancestors.get(value);
    if (above !== undefined) {
      return this.#found('circular', `a circular reference to ${showPath(this.#path.slice(0, above))}`);
    }
    if (this.#ancestors.size >= DEEPEST) {
      this.incomplete = true;
      return this.#found('depth', `nested more than ${DEEPEST} levels deep`);
    }
    const toJson = this.#read(value, 'toJSON');
    if (toJson === THREW) return;
    this.#ancestors.set(value, this.#path.length);
    if (typeof toJson === 'function') this.#converted(value, toJson, nameOf(value), place);
    else if (value instanceof BigInt) this.#found('bigint', 'a BigInt');
    else this.#members(value);
    this.#ancestors.delete(value);
  }

  #converted(value: unknown, toJson: unknown, is: string, place: Place): void {
    let converted: unknown;
    try {
      converted = Reflect.apply(toJson as () => unknown, value, [String(this.#path.at(-1))]);
    } catch {
      return this.#found('throwing', `${is} whose toJSON throws`);
    }
    const isNothing = converted === undefined || typeof converted === 'function' || typeof converted === 'symbol';
    const kind = value instanceof Date ? dateKind(value) : ArrayBuffer.isView(value) ? 'bytes' : 'to-json';
    if (isNothing) return this.#found(place === 'root' ? 'nothing' : kind, is, lostAt(place));
    if (converted !== value) this.#found(kind, kind === 'invalid-date' ? 'an invalid Date' : is, describe(converted));
    // JSON.stringify does not ask the result for its toJSON again.
    if (typeof converted === 'bigint') this.#found('bigint', 'bigint');
    else if (typeof converted === 'object' && converted !== null) this.#inside(converted);
  }

  #inside(value: object): void {
    if (this.#ancestors.has(value)) return this.#members(value);
    this.#ancestors.set(value, this.#path.length);
    this.#members(value);
    this.#ancestors.delete(value);
  }

  #members(value: object): void {
    try {
      if (Array.isArray(value)) return this.#elements(value);
      const keys = Object.keys(value);
      const loss = lossOf(value, keys);
      if (loss !== undefined) this.#found(...loss);
      // One key for each byte, or what a box shows of its content.
      if (loss !== undefined && OPAQUE.includes(loss[0])) return;
      for (const key of keys) {
        if (this.incomplete) return;
        this.#path.push(key);
        const member = this.#read(value, key);
        if (member !== THREW) this.#visit(member, 'field');
        this.#path.pop();
      }
    } catch {
      this.#found('throwing', `${nameOf(value)} whose fields cannot be read`);
    }
  }

  #elements(array: readonly unknown[]): void {
    for (let index = 0; index < array.length && !this.incomplete; index++) {
      this.#path.push(index);
      const element = this.#read(array, index);
      if (element !== THREW) this.#visit(element, 'element');
      this.#path.pop();
    }
  }

  #read(target: object, key: string | number): unknown {
    try {
      return (target as Record<string | number, unknown>)[key];
    } catch {
      if (key === 'toJSON') this.#found('throwing', `${nameOf(target)} whose toJSON cannot be read`);
      else this.#found('throwing', 'a getter that throws');
      return THREW;
    }
  }

  #found(kind: FaultKind, is: string, arrives?: string): void {
    this.faults.push({ path: showPath(this.#path), kind, is, ...(arrives !== undefined && { arrives }) });
  }
}

/** Whether the default converter has a form for a value besides JSON. Never throws: a revoked proxy fails at any touch. */
export function hasOwnForm(value: unknown): boolean {
  try {
    return value === undefined || value instanceof Uint8Array;
  } catch {
    return false;
  }
}

type Place = 'root' | 'field' | 'element';

const THREW = Symbol('threw');

// As an argument or a result of its own it becomes a payload without data, on which the receiver fails.
function lostAt(place: Place): string | undefined {
  return place === 'root' ? undefined : place === 'element' ? 'null' : 'nothing';
}

// What an object that has no toJSON loses on its way.
function lossOf(value: object, keys: readonly string[]): [FaultKind, string, string] | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (isHarmless(prototype)) return undefined;
  const is = nameOf(value);
  const isEmpty = keys.length === 0;
  if (ArrayBuffer.isView(value))
    return [elementsKind(value), is, isEmpty ? '{}' : 'an object with a key for each element'];
  for (const [Box, type] of BOXES) if (value instanceof Box) return ['to-json', is, `a ${type}`];
  if (value instanceof Promise) return ['promise', is, '{}'];
  if (value instanceof Error) return ['error', is, isEmpty ? '{}' : 'an object without its message'];
  const { kind, name } = builtIn(value) ?? {};
  if (kind !== undefined) return [kind, name ?? is, isEmpty ? '{}' : 'an object of its inner fields'];
  if (COLLECTIONS.some((Collection) => value instanceof Collection)) return ['collection', is, '{}'];
  return ['instance', is, isEmpty ? '{}' : 'a plain object without its methods'];
}

const BOXES = [
  [Number, 'number'],
  [String, 'string'],
  [Boolean, 'boolean'],
] as const;

const COLLECTIONS = [Map, Set, RegExp] as const;

/** What of these is said is all: their fields are inner ones, which a user has not put there. */
const OPAQUE: readonly FaultKind[] = ['bytes', 'elements', 'to-json', 'body', 'stream', 'generator', 'entries', 'weak'];

// By tags, for some of them do not exist everywhere that this runs.
const TAGS: Readonly<Record<string, FaultKind>> = {
  Response: 'body',
  Request: 'body',
  Blob: 'body',
  File: 'body',
  ReadableStream: 'stream',
  Generator: 'generator',
  AsyncGenerator: 'generator',
  Headers: 'entries',
  FormData: 'entries',
  URLSearchParams: 'entries',
  WeakMap: 'weak',
  WeakSet: 'weak',
  WeakRef: 'weak',
  ArrayBuffer: 'bytes',
  SharedArrayBuffer: 'bytes',
};

const ITERATOR = /^(?:Array|Map|Set|String|RegExp String|Segmenter) Iterator$|^Iterator(?: Helper)?$/;

function builtIn(value: object): { readonly kind: FaultKind; readonly name?: string } | undefined {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (ITERATOR.test(tag)) return { kind: 'generator', name: `an iterator (${tag})` };
  if (tag === 'Generator') return { kind: 'generator', name: 'a generator' };
  if (tag === 'AsyncGenerator') return { kind: 'generator', name: 'an asynchronous generator' };
  const kind = Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined;
  if (kind !== undefined) return { kind };
  const isStream = ['pipe', 'read'].every((name) => typeof readField(value, name) === 'function');
  return isStream ? { kind: 'stream' } : undefined;
}

/** A Buffer and a Uint8Array are bytes; numbers of other sizes are a list. */
function elementsKind(value: ArrayBufferView): FaultKind {
  return value instanceof Uint8Array || value instanceof DataView ? 'bytes' : 'elements';
}

function dateKind(date: Date): FaultKind {
  return Number.isNaN(date.getTime()) ? 'invalid-date' : 'date';
}

function describe(converted: unknown): string {
  if (converted === null) return 'null';
  if (typeof converted === 'object') return Array.isArray(converted) ? 'an array' : 'a plain object';
  return `a ${typeof converted}`;
}

/** The class of an object with its article. Names only: nothing that it holds. */
function nameOf(value: object): string {
  let name: unknown;
  try {
    name = (Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null)?.constructor?.name;
  } catch {
    // A proxy that throws, or a constructor that is a getter.
  }
  return withArticle(name) ?? 'an object';
}
