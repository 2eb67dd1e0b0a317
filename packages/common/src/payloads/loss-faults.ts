import type { Loss } from '../finding';
import { isRecord } from '../is-record';
import type { ValueFault } from './value-faults';
import { type PathSegments, showPath } from './value-path';
import { withArticle } from './with-article';

/** What changes without a word, with what arrives in its place. */
type SilentChange = ValueFault & { readonly arrives: string };

/**
 * Puts into words what workflow code has noted of a value that JSON has changed: `valueFaults` says the same of a value that a
 * process has at hand.
 *
 * @param arrived what arrives: the value as it was read back from its JSON
 * @param root where the value stands in the call: `['args', 0]`
 */
export function lossFaults(losses: readonly Loss[], arrived: unknown, root: PathSegments): SilentChange[] {
  const changes = losses.map((loss) => readLoss(loss, memberAt(arrived, loss[0])));
  return joinHandles(changes).map(({ path, ...fault }) => ({
    path: showPath([...root, ...path]),
    ...fault,
  }));
}

interface Change extends Omit<SilentChange, 'path'> {
  readonly path: PathSegments;
}

function readLoss([path, tag, className]: Loss, arrived: unknown): Change {
  const type = /^\[object (.*)\]$/.exec(tag)?.[1] ?? tag;
  const named = withArticle(className) ?? withArticle(type) ?? 'an object';
  const row = KINDS.find(([types]) => types.test(type));
  if (row !== undefined) {
    const [, kind, is, arrives] = row;
    return { path, kind, is: is ?? named, arrives: arrives ?? lostAt(path) };
  }
  if (!isRecord(arrived)) return { path, kind: dateKind(type, arrived), is: named, arrives: shown(arrived) };
  const isEmpty = Object.keys(arrived).length === 0;
  return { path, kind: 'instance', is: named, arrives: isEmpty ? '{}' : 'a plain object without its methods' };
}

/** What becomes of a type; without words for what it is, it is named, and without those for what arrives, it is lost. */
const KINDS: readonly (readonly [types: RegExp, kind: SilentChange['kind'], is?: string, arrives?: string])[] = [
  [/^Number$/, 'number', 'NaN or infinite', 'null'],
  [/^Undefined$/, 'hole', 'undefined', 'null'],
  [/Function$/, 'function', 'a function'],
  [/^Symbol$/, 'symbol', 'a symbol'],
  [/^Promise$/, 'promise', 'a Promise', 'an object without what it resolves to'],
  [/^Generator$/, 'generator', 'a generator', '{}'],
  [/^AsyncGenerator$/, 'generator', 'an asynchronous generator', '{}'],
  [/Iterator$/, 'generator', 'an iterator', '{}'],
  [/^Weak(?:Map|Set|Ref)$/, 'weak', undefined, '{}'],
  [/^URLSearchParams$/, 'entries', undefined, '{}'],
  [/^(?:Map|Set|RegExp)$/, 'collection', undefined, '{}'],
  [/ArrayBuffer$|^DataView$/, 'bytes', undefined, '{}'],
  [/^Uint8Array$/, 'bytes', undefined, 'an object with a key for each element'],
  [
    /^(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$/,
    'elements',
    undefined,
    'an object with a key for each element',
  ],
  [/Error$|^DOMException$/, 'error', undefined, 'an object without its message'],
];

function lostAt(path: PathSegments): string {
  return typeof path.at(-1) === 'number' ? 'null' : 'nothing';
}

function dateKind(type: string, arrived: unknown): SilentChange['kind'] {
  return type !== 'Date' ? 'to-json' : arrived === null ? 'invalid-date' : 'date';
}

function shown(arrived: unknown): string {
  if (arrived == null) return arrived === null ? 'null' : 'nothing';
  return Array.isArray(arrived) ? 'an array' : `a ${typeof arrived}`;
}

function memberAt(value: unknown, path: PathSegments): unknown {
  return path.reduce<unknown>(
    (outer, key) =>
      typeof outer === 'object' && outer !== null && Object.hasOwn(outer, key)
        ? (outer as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

const METHODS = ['result', 'signal', 'cancel'];

/** The handle of a workflow is known by its methods, which are all that it loses. */
function joinHandles(changes: readonly Change[]): Change[] {
  const handles = new Map<string, Change>();
  const rest = changes.filter((change) => {
    const { kind, path } = change;
    if (kind !== 'function' || !METHODS.includes(String(path.at(-1)))) return true;
    const outer = path.slice(0, -1);
    const siblings = changes.filter((other) => other.kind === 'function' && isWithin(other.path, outer));
    if (siblings.length < 2 || !siblings.every((other) => METHODS.includes(String(other.path.at(-1))))) return true;
    handles.set(JSON.stringify(outer), {
      path: outer,
      kind: 'handle',
      is: 'the handle of a workflow',
      arrives: 'its ids',
    });
    return false;
  });
  return [...handles.values(), ...rest];
}

function isWithin(path: PathSegments, outer: PathSegments): boolean {
  return path.length === outer.length + 1 && outer.every((segment, index) => segment === path[index]);
}
