/**
 * Whether anything in a module can be a hazard, or a step on the way to one. Where nothing that a workflow leads to gives such a
 * hint, nothing can be found, and none of it need be interpreted. What is no hazard may well be a hint; not the other way round.
 *
 * @module
 */

import { absentGlobalNamedIn } from './interpret/absent-in-text.js';
import type { Hints, HintsByKind, ModuleCode, Pattern } from './module-code.js';
import { leadingExports } from './leading-exports.js';
import { ABSENT, CONSOLE, PRESENT } from './sandbox/globals.js';
import { DATES_OF_WORKFLOW, LOCAL_PARTS, LOCALE_METHODS, UNSAFE } from './sandbox/names.js';

/** Globals that are hints whatever is done with them. */
const GLOBALS = new Set([
  ...ABSENT.keys(),
  ...'Date Intl Temporal WeakRef FinalizationRegistry Atomics Function eval setTimeout globalThis global'.split(' '),
]);

/** What dates have, or what may be one; what leads from any value to the objects of the sandbox; what is unsafe of the SDK's. */
const NAMES = new Set([
  ...LOCAL_PARTS,
  ...LOCALE_METHODS,
  ...DATES_OF_WORKFLOW,
  UNSAFE,
  ...'constructor new.target __proto__ getPrototypeOf'.split(' '),
]);

// A name can be put together of texts; nobody writes shorter ones for that.
const SHORTEST_PART = 3;
const PARTS = partsOf(NAMES);

/** Leads to what the sandbox replaces, which is no hazard there. */
const REPLACED = new Set(['random']);
const PARTS_OF_REPLACED = partsOf(REPLACED);

// Of a date of this moment, these are the same on every host.
const SAME_EVERYWHERE = /^(?:to(?:ISO|UTC|GMT)String|toJSON|getTime|valueOf|getUTC\w+)$/;

function partsOf(names: Iterable<string>): Set<string> {
  const parts = new Set<string>();
  for (const name of names)
    for (let start = 0; start <= name.length - SHORTEST_PART; start += 1)
      for (let end = start + SHORTEST_PART; end <= name.length; end += 1) parts.add(name.slice(start, end));
  return parts;
}

/**
 * What is done with a value: something is `asked` of it (a member, a call, its type), which leaves it as it is; it is a part of a
 * `target` that something is assigned to; or it is handed on.
 */
type Use = 'asked' | 'target' | 'handed on';

type Code = Pick<ModuleCode, 'functions' | 'exports' | 'isStrict'>;

/** The hints in a module's code, of hazards and of what the sandbox replaces as well. */
export function hintsIn(code: Code): HintsByKind {
  const { functions, exports, isStrict } = code;
  let isReplacedUsed = false;
  const hazards = new Set<number>();
  const all = new Set<number>();
  try {
    // What an export is worked out from is so when the module is loaded.
    note(0, Object.values(exports));
    functions.forEach(({ parameters, rest, body }, index) => {
      note(index, [parameters, rest, body]);
    });
  } catch (error) {
    // Nested so deeply that the stack ends.
    if (error instanceof RangeError) return { hazards: true, all: true };
    throw error;
  }
  return { hazards: leadingTo(code, hazards), all: leadingTo(code, all) };

  function note(index: number, parts: object): void {
    isReplacedUsed = false;
    const isHazard = hasHint(parts, 'handed on');
    if (isHazard) hazards.add(index);
    if (isHazard || isReplacedUsed) all.add(index);
  }

  // Code is lists in lists, but for classes.
  function hasHint(part: object, use: Use): boolean {
    if (!Array.isArray(part))
      return Object.entries(part).some(([key, each]) => isOrHas(each, key === 'parent' ? 'asked' : 'handed on'));
    const kind: unknown = part[0];
    // By far the most are variables and places in the text.
    if (kind === 'variable' || typeof kind === 'number') return false;
    if (isHint(part, use)) return true;
    if (kind === 'call' && isOfThisMoment(part[1])) {
      isReplacedUsed = true;
      return isOrHas(part[2], 'handed on');
    }
    // Keys and literal texts may be called as anything that code consists of.
    if (isObjectPattern(part))
      return isOrHas(part[2], use) || part[1].some((entry) => entry.some((each) => isOrHas(each, use)));
    if (kind === 'text') return isOrHas(part[1], 'handed on');
    for (let index = 0; index < part.length; index += 1)
      if (isOrHas(part[index], use === 'target' ? use : useOf(part, index))) return true;
    return false;
  }

  function isOrHas(part: unknown, use: Use): boolean {
    if (typeof part !== 'string') return typeof part === 'object' && part !== null && hasHint(part, use);
    if (REPLACED.has(part)) isReplacedUsed = true;
    return NAMES.has(part);
  }

  function isPart(text: unknown): boolean {
    if (PARTS_OF_REPLACED.has(text as string)) isReplacedUsed = true;
    return PARTS.has(text as string);
  }

  function isHint([kind, first, second, third]: readonly unknown[], use: Use): boolean {
    switch (kind) {
      case 'global':
        return GLOBALS.has(first as string) || (use !== 'asked' && isOfSandbox(first as string));
      case 'member':
        if (!isGlobal(first)) return false;
        return first[1] === 'console' ? !CONSOLE.has(second as string) : second === 'prototype' && use !== 'asked';
      case 'constant':
        return typeof first === 'string' && isPart(first);
      case 'text':
        return Array.isArray(third) && third.some(isPart);
      case 'this':
        // In a function that is called on nothing it is the global object.
        return !isStrict;
      case 'super':
        return use === 'target';
      case 'throw':
        // A package may say so itself.
        return namesAbsentGlobal(first);
      default:
        return false;
    }
  }
}

/** From which exports functions are reached; `true` where loading the module is enough. */
function leadingTo(code: Code, functions: ReadonlySet<number>): Hints {
  if (functions.size === 0) return false;
  return functions.has(0) || leadingExports(code, functions);
}

/** `Date.now`, `new Date().toISOString`: what the sandbox replaces, as long as no date is left of it. */
function isOfThisMoment(callee: unknown): boolean {
  if (!Array.isArray(callee) || callee[0] !== 'member') return false;
  const [, object, name] = callee as readonly unknown[];
  if (isGlobal(object)) return object[1] === 'Date' && name === 'now';
  if (!Array.isArray(object) || object[0] !== 'new') return false;
  const [, made, given] = object as readonly unknown[];
  return (
    isGlobal(made) &&
    made[1] === 'Date' &&
    (given as readonly unknown[]).length === 0 &&
    SAME_EVERYWHERE.test(name as string)
  );
}

type ObjectPattern = Extract<Pattern, readonly ['object', ...unknown[]]>;

/** Not an object that is made, which has its number there. */
function isObjectPattern(part: readonly unknown[]): part is ObjectPattern {
  return part[0] === 'object' && typeof part[2] !== 'number';
}

function useOf([kind, first]: readonly unknown[], index: number): Use {
  switch (kind) {
    case 'assign':
      return index === 1 ? 'target' : 'handed on';
    case 'for':
      return index === 2 ? 'target' : 'handed on';
    case 'member':
    case 'call':
    case 'new':
      return index === 1 ? 'asked' : 'handed on';
    case 'binary':
      return first === 'instanceof' && index === 3 ? 'asked' : 'handed on';
    case 'unary':
      return first === 'typeof' ? 'asked' : 'handed on';
    default:
      return 'handed on';
  }
}

function isGlobal(part: unknown): part is readonly ['global', string] {
  return Array.isArray(part) && part[0] === 'global';
}

// Some of what is of the sandbox is shared by all workflows, and must not be changed, however it is called by then.
function isOfSandbox(name: string): boolean {
  return PRESENT.has(name) && !VALUES.has(name);
}

const VALUES = new Set(['NaN', 'Infinity']);

function namesAbsentGlobal(thrown: unknown): boolean {
  const [, , given] = thrown as readonly unknown[];
  const [message] = (Array.isArray(given) ? given : []) as readonly unknown[];
  return Array.isArray(message) && message[0] === 'constant' && absentGlobalNamedIn(String(message[1])) !== undefined;
}
