import type { Loss } from '../finding';
import type { ValueFault } from './value-faults';
import { type PathSegments, showPath } from './value-path';
import { withArticle } from './with-article';

/** What changes without a word, with what arrives in its place. */
export type SilentChange = ValueFault & { readonly arrives: string };

/**
 * Puts into words what workflow code has noted of a value that JSON has changed: `valueFaults` says the same of a value that a
 * process has at hand.
 *
 * @param root where the value stands in the call: `['args', 0]`
 */
export function lossFaults(losses: readonly Loss[], root: PathSegments): SilentChange[] {
  return joinHandles(losses.map(readLoss)).map(({ path, ...fault }) => ({
    path: showPath([...root, ...path]),
    ...fault,
  }));
}

interface Change extends Omit<SilentChange, 'path'> {
  readonly path: PathSegments;
}

function readLoss([path, tag, className, begins = '']: Loss): Change {
  const type = /^\[object (.*)\]$/.exec(tag)?.[1] ?? tag;
  const named = withArticle(className) ?? withArticle(type) ?? 'an object';
  const row = KINDS.find(([types]) => types.test(type));
  if (row !== undefined) {
    const [, kind, is, arrives] = row;
    return { path, kind, is: is ?? named, arrives: arrives ?? lostAt(path) };
  }
  if (!begins.startsWith('{'))
    return { path, kind: type === 'Date' ? 'date' : 'to-json', is: named, arrives: shown(begins) };
  return { path, kind: 'instance', is: named, arrives: begins === '{}' ? '{}' : 'a plain object without its methods' };
}

/** What becomes of a type; without words for what it is, it is named, and without those for what arrives, it is lost. */
const KINDS: readonly (readonly [types: RegExp, kind: SilentChange['kind'], is?: string, arrives?: string])[] = [
  [/^Number$/, 'number', 'NaN or infinite', 'null'],
  [/^Undefined$/, 'hole', 'undefined', 'null'],
  [/Function$/, 'function', 'a function'],
  [/^Symbol$/, 'symbol', 'a symbol'],
  [/^Promise$/, 'promise', 'a Promise', 'an object without what it resolves to'],
  [/Generator$/, 'generator', 'a generator', '{}'],
  [/^(?:Weak)?(?:Map|Set)$|^RegExp$|ArrayBuffer$/, 'collection', undefined, '{}'],
  [
    /^(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$|^DataView$/,
    'bytes',
    undefined,
    'an object with a key for each element',
  ],
  [/Error$|^DOMException$/, 'error', undefined, 'an object without its message'],
];

function lostAt(path: PathSegments): string {
  return typeof path.at(-1) === 'number' ? 'null' : 'nothing';
}

function shown(begins: string): string {
  const [first = ''] = begins;
  if (first === '"') return 'a string';
  if (first === '[') return 'an array';
  if (/\d|-/.test(first)) return 'a number';
  return first === 'n' ? 'null' : first === '' ? 'nothing' : 'a boolean';
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
