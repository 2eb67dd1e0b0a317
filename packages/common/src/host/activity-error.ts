import { enrich, HR1011, HR2010, HR5020, HR5022, HR5027, type Problem } from '@handrail/errors';
import { CancelledFailure } from '@temporalio/common';
import { nearestDuration } from '../nearest-duration';
import { showValue } from '../show-value';
import { explainThrown, type Thrower } from './thrown-value';

/** An activity that has thrown. */
export interface ThrowingActivity extends Thrower {
  readonly activityType: string;
  /** The function that is registered for it, where there is one. */
  readonly activity?: unknown;
  /** Whether it was told to stop. */
  readonly isStopped: boolean;
}

/**
 * Explains what an activity has thrown: a method that has lost its object (HR5020), a cancellation that nobody asked for (HR5022),
 * calls that belong elsewhere, and whatever is no error, or one without a text.
 */
export function explainActivityError(thrown: unknown, activity: ThrowingActivity): unknown {
  const problem = problemOf(thrown, activity);
  return problem === undefined ? explainThrown(thrown, activity) : enrich(thrown, problem, activity.context);
}

function problemOf(
  thrown: unknown,
  { subject, activityType, activity, isStopped }: ThrowingActivity,
): Problem | undefined {
  try {
    if (!(thrown instanceof Error)) return undefined;
    if (thrown instanceof CancelledFailure) return isStopped ? undefined : HR5022.problem({ activityType });
    const message: unknown = thrown.message;
    if (typeof message !== 'string') return undefined;
    if (message === 'Not in a Nexus handler context') return HR5027.problem({ caller: subject });
    const call = misplacedCall(message, subject);
    if (call !== undefined) return call;
    const member = thrown instanceof TypeError ? lostMember(message, activity) : undefined;
    return member === undefined ? undefined : HR5020.problem({ activityType, member });
  } catch {
    return undefined;
  }
}

/** What the SDK has thrown over a call that belongs into workflow code, or whose duration is none. */
export function misplacedCall(message: string, subject: string): Problem | undefined {
  const call = OUTSIDE.exec(message)?.[1];
  return call === undefined ? invalidDuration(message, subject) : HR1011.problem({ call: CALLS[call] ?? call });
}

const OUTSIDE = /^(?:Workflow\.)?(\w+)\(.*\) may only be used from (?:a Workflow Execution|workflow context)/;

/** How workflow code calls what the SDK names so. */
const CALLS: Readonly<Record<string, string>> = {
  scheduleActivity: 'proxyActivities',
  scheduleLocalActivity: 'proxyLocalActivities',
  patch: 'patched',
};

/** HR2010 for the SDK's own words about a text that is no duration, such as `sleep('5 secs onds')`. */
function invalidDuration(message: string, subject: string): Problem | undefined {
  const text = /^Invalid duration string: '(.*)'$/s.exec(message)?.[1];
  if (text === undefined) return undefined;
  const facts = { subject, field: 'duration', value: showValue(text), reason: 'is not a duration' };
  return HR2010.problem({ ...facts, ...nearestDuration(text) });
}

const OF_UNDEFINED =
  /^Cannot (?:read|set) properties of undefined \((?:reading|setting) '(#?[\p{L}_$][\p{L}\p{N}_$]*)'\)$/u;
const OF_THIS =
  /^(?:Cannot destructure property '([\w$]+)' of 'this' as it is undefined|this\.([\w$]+) is not a function)/;
const ARROW = /^(?:async\s*)?(?:\([^)]*\)|[\w$]+)\s*=>/;

/**
 * What a function has read of a `this` that it does not have. Bound functions have no source, and arrow functions bring the `this`
 * of where they were written: a function that says `this.db` and is neither is a method without its object.
 */
function lostMember(message: string, activity: unknown): string | undefined {
  if (typeof activity !== 'function') return undefined;
  const source = Function.prototype.toString.call(activity);
  if (ARROW.test(source)) return undefined;
  const [, ofThis, called] = OF_THIS.exec(message) ?? [];
  const named = ofThis ?? called;
  if (named !== undefined) return /\bthis\b/.test(source) ? named : undefined;
  const member = OF_UNDEFINED.exec(message)?.[1];
  if (member === undefined) return undefined;
  if (new RegExp(`\\bthis\\s*\\??\\.\\s*${escaped(member)}(?![\\w$])`).test(source)) return member;
  // Without strict mode `this` is the global object, and its db is undefined: the member of that is read.
  const holder = new RegExp(`\\bthis\\s*\\.\\s*([\\w$]+)\\s*\\.\\s*${escaped(member)}(?![\\w$])`).exec(source)?.[1];
  return holder === undefined || holder in globalThis ? undefined : holder;
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}
