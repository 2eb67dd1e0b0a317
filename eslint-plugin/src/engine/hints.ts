/**
 * Whether anything in a module can be a hazard, or a step on the way to one. Where no module that a workflow leads to gives such a
 * hint, nothing can be found, and none of it need be interpreted. What is no hazard may well be a hint; not the other way round.
 *
 * @module
 */

import { absentGlobalNamedIn } from './interpret/absent-in-text.js';
import type { ModuleCode, Pattern } from './module-code.js';
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
  ...'random constructor new.target __proto__ getPrototypeOf'.split(' '),
]);

// A name can be put together of texts; nobody writes shorter ones for that.
const SHORTEST_PART = 3;
const PARTS = new Set([...NAMES].flatMap(partsOf));

function partsOf(name: string): string[] {
  const parts: string[] = [];
  for (let start = 0; start <= name.length - SHORTEST_PART; start += 1)
    for (let end = start + SHORTEST_PART; end <= name.length; end += 1) parts.push(name.slice(start, end));
  return parts;
}

/**
 * What is done with a value: something is `asked` of it (a member, a call, its type), which leaves it as it is; it is a part of a
 * `target` that something is assigned to; or it is handed on.
 */
type Use = 'asked' | 'target' | 'handed on';

/** Whether there is a hint in a module's code. */
export function hasHints({
  functions,
  exports,
  isStrict,
}: Pick<ModuleCode, 'functions' | 'exports' | 'isStrict'>): boolean {
  try {
    return (
      hasHint(Object.values(exports), 'handed on') ||
      functions.some(({ parameters, rest, body }) => hasHint([parameters, rest, body], 'handed on'))
    );
  } catch (error) {
    // Nested so deeply that the stack ends.
    if (error instanceof RangeError) return true;
    throw error;
  }

  // Code is lists in lists, but for classes.
  function hasHint(part: object, use: Use): boolean {
    if (!Array.isArray(part))
      return Object.entries(part).some(([key, each]) => isOrHas(each, key === 'parent' ? 'asked' : 'handed on'));
    const kind: unknown = part[0];
    // By far the most are variables and places in the text.
    if (kind === 'variable' || typeof kind === 'number') return false;
    if (isHint(part, use)) return true;
    // Keys and literal texts may be called as anything that code consists of.
    if (isObjectPattern(part))
      return isOrHas(part[2], use) || part[1].some((entry) => entry.some((each) => isOrHas(each, use)));
    if (kind === 'text') return isOrHas(part[1], 'handed on');
    for (let index = 0; index < part.length; index += 1)
      if (isOrHas(part[index], use === 'target' ? use : useOf(part, index))) return true;
    return false;
  }

  function isOrHas(part: unknown, use: Use): boolean {
    return typeof part === 'string' ? NAMES.has(part) : typeof part === 'object' && part !== null && hasHint(part, use);
  }

  function isHint([kind, first, second, third]: readonly unknown[], use: Use): boolean {
    switch (kind) {
      case 'global':
        return GLOBALS.has(first as string) || (use !== 'asked' && isOfSandbox(first as string));
      case 'member':
        if (!isGlobal(first)) return false;
        return first[1] === 'console' ? !CONSOLE.has(second as string) : second === 'prototype' && use !== 'asked';
      case 'constant':
        return typeof first === 'string' && PARTS.has(first);
      case 'text':
        return Array.isArray(third) && third.some((each) => PARTS.has(each as string));
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
