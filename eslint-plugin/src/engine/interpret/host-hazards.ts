import type { HazardKind } from '../hazard.js';
import { LOCAL_PARTS, LOCALE_METHODS } from '../sandbox/names.js';
import { argument, type Call } from './calls.js';
import { methodAt } from './host-paths.js';
import type { Interpreter } from './interpreter.js';
import { EMPTY, LOCALE_TEXT, type ObjectAtom, typeOf, type Value } from './values.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Notes what is wrong with a call of something that the sandbox has; gives what an `Intl` object was made without. */
export function judgeCall(interpreter: Interpreter, path: string, call: Call, isNew: boolean): ReadonlySet<string> {
  const report = (kind: HazardKind, name: string) => interpreter.hazard(kind, name, call.span, call.may);
  const certain = CERTAIN[path];
  if (certain !== undefined) report(certain[0], certain[1]);
  else if (path.startsWith('Temporal.Now.')) report('wall-clock', `${path}()`);
  else if (path.startsWith('HostAbortSignal.')) report('sandbox-escape', `AbortSignal.${path.slice(16)}() of the host`);
  else if (path === 'RealDate' && (!isNew || count(call) === 0) && isOwnCode(interpreter))
    report('wall-clock', 'the real Date()');
  else if (path === 'Date') judgeDate(interpreter, call, isNew);
  else if (path === 'Date.parse') judgeDateText(interpreter, 'Date.parse', argument(call.args, 0), call);
  else if (path.startsWith('Intl.')) return judgeIntl(interpreter, path, call);
  const called = methodAt(path);
  if (called !== undefined) judgeMethod(interpreter, called.owner, called.method, call);
  return NOTHING;
}

// A package that handles values of any class by their constructors makes no date of its own.
function isOwnCode(interpreter: Interpreter): boolean {
  return interpreter.current.module.packageName === undefined;
}

const CERTAIN: Readonly<Record<string, readonly [HazardKind, string]>> = {
  'RealDate.now': ['wall-clock', 'Date.prototype.constructor.now()'],
  WeakRef: ['garbage-collection', 'WeakRef'],
  FinalizationRegistry: ['garbage-collection', 'FinalizationRegistry'],
  'Atomics.wait': ['atomics', 'Atomics.wait()'],
  'Atomics.waitAsync': ['atomics', 'Atomics.waitAsync()'],
  HostFunction: ['sandbox-escape', 'the Function constructor of the host'],
  'Date.now': ['replaced-global', 'Date.now()'],
  'Math.random': ['replaced-global', 'Math.random()'],
  setTimeout: ['replaced-global', 'setTimeout()'],
};

function count({ args }: Call): number {
  return args.list.length + (args.rest === undefined ? 0 : 1);
}

function judgeDate(interpreter: Interpreter, call: Call, isNew: boolean): void {
  if (!isNew || count(call) === 0)
    interpreter.hazard('replaced-global', isNew ? 'new Date()' : 'Date()', call.span, call.may);
  const { list, rest } = call.args;
  if (list.length >= 2 || (isNew && rest !== undefined && isOwnCode(interpreter)))
    // How many a spread gives is not known; a time alone would hardly be spread.
    interpreter.hazard('host-time-zone', 'new Date(year, month, …)', call.span, call.may || list.length < 2);
  else judgeDateText(interpreter, 'new Date', argument(call.args, 0), call);
}

// A date alone, as ISO 8601 writes it, is UTC; whatever else can be read as a date is local unless it names its zone.
const UTC_DATE = /^(?:\d{4}|[+-]\d{6})(?:-\d{2}(?:-\d{2})?)?$/;
const ZONE =
  /(?:\d\s*Z|\b(?:Z|GMT|UTC?|[ECMP][SD]T)\b.*|:\d{2}(?:[.,]\d+)?\s*[+-]\d{1,2}(?::?\d{2})?(?:\s*\(.*\))?)\s*$/i;

function isLocalText(text: string): boolean {
  return !UTC_DATE.test(text) && !ZONE.test(text) && !Number.isNaN(Date.parse(text));
}

function judgeDateText(interpreter: Interpreter, name: string, value: Value, call: Call): void {
  judgeLocalTexts(interpreter, name, value, call, isLocalText);
  if (value.some((atom) => atom === LOCALE_TEXT[0]))
    interpreter.hazard('host-time-zone', `${name}() of what toLocaleString() gives`, call.span, call.may);
}

/** Reports the texts that a function of this name takes for local time, as far as they are known. */
export function judgeLocalTexts(
  interpreter: Interpreter,
  name: string,
  value: Value,
  { span, may }: Call,
  isLocal: (text: string) => boolean,
): void {
  for (const atom of value) {
    if (atom.kind === 'constant' && typeof atom.value === 'string' && isLocal(atom.value)) {
      interpreter.hazard('host-time-zone', `${name}('${atom.value}')`, span, may);
    }
  }
}

function judgeIntl(interpreter: Interpreter, path: string, call: Call): ReadonlySet<string> {
  const name = /^Intl\.([A-Z]\w*)$/.exec(path)?.[1];
  if (name === undefined) {
    const method = /^Intl\.DateTimeFormat\.prototype\.(format|formatToParts)$/.exec(path)?.[1];
    if (method !== undefined && isMissing(argument(call.args, 0))) {
      interpreter.hazard('wall-clock', `Intl.DateTimeFormat().${method}() without a date`, call.span, call.may);
    }
    return NOTHING;
  }
  if (name === 'Locale') return NOTHING;
  if (lacksLocale(interpreter, argument(call.args, 0)))
    interpreter.hazard('host-locale', `Intl.${name}() without a locale`, call.span, call.may);
  if (name === 'DateTimeFormat' && lacksTimeZone(interpreter, argument(call.args, 1))) {
    interpreter.hazard('host-time-zone', 'Intl.DateTimeFormat() without a timeZone', call.span, call.may);
  }
  return NOTHING;
}

function isMissing(value: Value): boolean {
  return value.length > 0 && typeOf(value) === 'undefined';
}

function lacksLocale(interpreter: Interpreter, value: Value): boolean {
  if (isMissing(value)) return true;
  const [atom] = value;
  return (
    value.length === 1 &&
    atom?.kind === 'object' &&
    atom.of === 'Array' &&
    atom.properties.size === 0 &&
    interpreter.read(atom.elements).length === 0
  );
}

function lacksTimeZone(interpreter: Interpreter, options: Value): boolean {
  if (isMissing(options)) return true;
  const objects = options.filter((atom): atom is ObjectAtom => atom.kind === 'object');
  if (objects.length === 0 || objects.length < options.length) return false;
  return objects.every((object) => {
    if (object.isOpen || object.of !== undefined || interpreter.read(object.elements).length > 0) return false;
    const cell = object.properties.get('timeZone');
    const value = cell === undefined ? EMPTY : interpreter.read(cell);
    return value.length === 0 || isMissing(value);
  });
}

// Of dates, also the names of what other objects have.
const LOCAL_PARTS_OF_DATES = /^(?:get(?:Date|Day|Year|Seconds)|set(?:Date|Seconds)|toString)$/;

function judgeMethod(interpreter: Interpreter, owner: string, method: string, call: Call): void {
  const isDate = owner === 'Date.prototype';
  const isUnknown = owner === '?';
  const report = (kind: HazardKind, name: string) => interpreter.hazard(kind, name, call.span, call.may);
  if (isDate || isUnknown) {
    if (
      (LOCAL_PARTS.has(method) ||
        (isDate && LOCAL_PARTS_OF_DATES.test(method) && (method !== 'toString' || isOwnCode(interpreter)))) &&
      isPlausible(method, call)
    ) {
      report('host-time-zone', `${method}()`);
    }
  }
  if (!LOCALE_METHODS.has(method)) return;
  if (isDate || isUnknown) {
    if (method === 'toLocaleDateString' || method === 'toLocaleTimeString' || (method === 'toLocaleString' && isDate)) {
      judgeLocaleString(interpreter, method, call);
      return;
    }
  }
  // Changes of case without a locale do not follow the host's in V8.
  if (method === 'toLocaleString' && isMissing(argument(call.args, 0))) {
    report('host-locale', `${method}() without a locale`);
  }
  if (method === 'localeCompare' && count(call) > 0 && lacksLocale(interpreter, argument(call.args, 1)))
    report('host-locale', 'localeCompare() without a locale');
}

// Getters take nothing, setters something.
function isPlausible(method: string, call: Call): boolean {
  return method.startsWith('set') ? count(call) > 0 : count(call) === 0;
}

function judgeLocaleString(interpreter: Interpreter, method: string, call: Call): void {
  if (lacksLocale(interpreter, argument(call.args, 0)))
    interpreter.hazard('host-locale', `${method}() without a locale`, call.span, call.may);
  if (lacksTimeZone(interpreter, argument(call.args, 1))) {
    interpreter.hazard('host-time-zone', `${method}() without a timeZone`, call.span, call.may);
  }
}
