import { argument, type Call, callFunctionsIn, callValue, tupleOf } from './calls.js';
import { convertToText } from './conversions.js';
import type { Interpreter } from './interpreter.js';
import { elementsOf, tupleElements } from './members.js';
import { getEntry, isMap, setEntry } from './maps.js';
import { ADDS } from './module-state.js';
import {
  BOOLEAN,
  cellIn,
  EMPTY,
  join,
  LOCALE_TEXT,
  NUMBER,
  type ObjectAtom,
  STRING,
  typeOf,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from './values.js';

const GIVES_ELEMENTS = new Set(['find', 'findLast', 'at', 'pop', 'shift', 'get']);
const KEEPS_ELEMENTS = new Set([
  'filter',
  'slice',
  'concat',
  'reverse',
  'toReversed',
  'sort',
  'toSorted',
  'values',
  'splice',
  'toSpliced',
  'with',
  'fill',
  'copyWithin',
  'flat',
]);
const RETURNS_STRING = new Set([
  'toString',
  'join',
  'toISOString',
  'trim',
  'slice',
  'toUpperCase',
  'toLowerCase',
  'replace',
  'replaceAll',
  'padStart',
  'padEnd',
  'toFixed',
  'toLocaleString',
]);

/** A method of an array, a collection, a promise, a string, or of something that may be any of them. */
export function callMethod(interpreter: Interpreter, method: string, path: string, call: Call): Value {
  const { self, args, span } = call;
  if (method === 'then' || method === 'catch' || method === 'finally') return callThen(interpreter, method, call);
  const isUnknown = path.startsWith('?');
  const objects = self.filter((atom): atom is ObjectAtom => atom.kind === 'object');
  // These end a generator that has not begun.
  const isEnd = method === 'return' || method === 'throw';
  if (method === 'get' && objects.length > 0 && objects.every(isMap))
    return objects.reduce<Value>((all, each) => join(all, getEntry(interpreter, each, argument(args, 0))), UNDEFINED);
  const elements = objects.length > 0 && !isEnd ? elementsIn(interpreter, objects) : EMPTY;
  const likely = KNOWN_CALLBACKS.has(method) || !isUnknown;
  if (ADDS.has(method)) {
    const added = method === 'set' ? argument(args, 1) : args.list.reduce(join, args.rest ?? EMPTY);
    for (const object of objects) {
      if (isMap(object)) setEntry(interpreter, object, argument(args, 0), added);
      else interpreter.write(object.elements, added);
    }
    if (isUnknown) callFunctionsIn(interpreter, call);
    return method === 'add' || method === 'set' ? self : NUMBER;
  }
  const callbacks = args.list.flatMap((value) => functionsIn(value));
  let returned: Value = EMPTY;
  if (callbacks.length > 0 && !(CALLS_NOTHING.has(method) && !isUnknown)) {
    const element = elements.length > 0 ? elements : objects.length > 0 ? EMPTY : UNKNOWN;
    const list: readonly Value[] = method.startsWith('reduce')
      ? [join(argument(args, 1), UNKNOWN), element.length > 0 ? element : UNKNOWN]
      : [element.length > 0 ? element : UNKNOWN, UNKNOWN];
    returned = callValue(interpreter, callbacks, {
      self: UNDEFINED,
      args: { list, rest: UNKNOWN },
      span,
      may: call.may || !likely,
    });
  }
  // A list as a text is the texts of what is in it, and by them it is sorted where nothing else is said.
  if (AS_TEXTS.has(path) || (SORTS.has(path) && typeOf(argument(args, 0)) === 'undefined'))
    convertToText(interpreter, elements, span, call.may);
  if (TAKES_TEXTS.test(path)) for (const each of args.list) convertToText(interpreter, each, span, call.may);
  if (path === 'Date.prototype.toLocaleString' && isWrittenForReaders(interpreter, args)) return LOCALE_TEXT;
  if (method === 'map' || method === 'flatMap')
    return collect(interpreter, `map ${span[0]}`, returned.length > 0 ? returned : UNKNOWN);
  if (method.startsWith('reduce')) return join(returned, argument(args, 1));
  const one = method === 'at' ? elementAt(interpreter, call) : undefined;
  if (one !== undefined) return one;
  if (GIVES_ELEMENTS.has(method)) return join(objects.length > 0 ? elements : UNKNOWN, UNDEFINED);
  if (method === 'next' && objects.length > 0) {
    for (const each of objects) interpreter.send(each, argument(args, 0));
    return stepOf(interpreter, join(elements, interpreter.returnedBy(objects)), span);
  }
  if (method === 'entries' && objects.length > 0) return objectsEntries(interpreter, elements, span);
  if (KEEPS_ELEMENTS.has(method) && objects.length > 0) {
    const added =
      method === 'concat'
        ? args.list.reduce<Value>((all, each) => join(all, elementsOf(interpreter, each)), EMPTY)
        : EMPTY;
    return collect(interpreter, `${method} ${span[0]}`, join(elements, added));
  }
  if (RETURNS_STRING.has(method) && !isUnknown && objects.length === 0) return STRING;
  return UNKNOWN;
}

const AS_TEXTS = new Set(['Array.prototype.join', 'Array.prototype.toString']);
const SORTS = new Set(['Array.prototype.sort', 'Array.prototype.toSorted']);
const TAKES_TEXTS = /^(?:String|URLSearchParams)\.prototype\.(?!at$|slice$|sub|repeat$|code|char|get|has|delete)/;

// Month, day and time: what `new Date` reads again. Other languages write what it does not, or takes for UTC.
function isWrittenForReaders(interpreter: Interpreter, args: Call['args']): boolean {
  const [language] = argument(args, 0);
  const options = argument(args, 1);
  return (
    language?.kind === 'constant' &&
    language.value === 'en-US' &&
    options.every(
      (atom) => atom.kind !== 'object' || interpreter.read(cellIn(atom, 'properties', 'timeZoneName')).length === 0,
    )
  );
}

// These look for what they are given, or hand it on.
const CALLS_NOTHING = new Set('next return throw includes indexOf lastIndexOf has delete get at concat'.split(' '));

const KNOWN_CALLBACKS = new Set(
  'map flatMap forEach filter find findIndex findLast findLastIndex some every reduce reduceRight sort toSorted replace replaceAll run'.split(
    ' ',
  ),
);

/** What `at` gives where the list and the place are known. */
function elementAt(interpreter: Interpreter, { self, args }: Call): Value | undefined {
  const place = argument(args, 0);
  const [index] = place;
  if (place.length !== 1 || index?.kind !== 'constant' || typeof index.value !== 'number') return undefined;
  const tuple = tupleOf(interpreter, self);
  return tuple && (tuple.at(index.value) ?? UNDEFINED);
}

// What a generator gives by hand.
function stepOf(interpreter: Interpreter, elements: Value, [start]: Call['span']): Value {
  const step = interpreter.object(`step ${start}`);
  interpreter.write(cellIn(step, 'properties', 'value'), join(elements, UNDEFINED));
  interpreter.write(cellIn(step, 'properties', 'done'), BOOLEAN);
  return [step];
}

function objectsEntries(interpreter: Interpreter, elements: Value, [start]: Call['span']): Value {
  const entry = interpreter.object(`entries entry ${start}`, 'Array');
  interpreter.write(cellIn(entry, 'properties', '0'), UNKNOWN);
  interpreter.write(cellIn(entry, 'properties', '1'), elements);
  return collect(interpreter, `entries of ${start}`, [entry]);
}

function elementsIn(interpreter: Interpreter, objects: readonly ObjectAtom[]): Value {
  let result: Value = EMPTY;
  for (const object of objects) {
    if (object.pending !== undefined) result = join(result, interpreter.iterate(object, false));
    result = join(result, tupleElements(interpreter, object));
  }
  return result;
}

// What a promise gives is taken for the promise itself.
function callThen(interpreter: Interpreter, method: string, call: Call): Value {
  const { self, args, span, may } = call;
  const callbacks = args.list.flatMap((value) => functionsIn(value));
  const given = method === 'then' ? self : UNKNOWN;
  const returned = callValue(interpreter, callbacks, {
    self: UNDEFINED,
    args: { list: method === 'finally' ? [] : [given], rest: undefined },
    span,
    may,
  });
  return method === 'then' ? (returned.length > 0 ? returned : self) : method === 'catch' ? join(self, returned) : self;
}

/** What of a value can be called. */
export function functionsIn(value: Value): Value {
  return value.filter(({ kind }) => kind === 'function' || kind === 'bound' || kind === 'host' || kind === 'absent');
}

/** A list of these elements, made at a place. */
export function collect(interpreter: Interpreter, site: string, elements: Value): Value {
  const list = interpreter.object(site, 'Array');
  interpreter.write(list.elements, elements);
  return [list];
}
