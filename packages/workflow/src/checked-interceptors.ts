/**
 * Looks at the workflow interceptors of others: whether they hand a call on, and give back what came of it. A module of its own,
 * which the worker plugin adds to bundles that have such interceptors, so that others do not carry it.
 *
 * @module
 */
import type { FindingSinks } from '@handrail/common/guards';
import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import { getActivator } from './internal/sdk';

/**
 * What the SDK calls of an entry, by the list that it stands in; and how it is looked at, if at all: what an effect answers is nothing that
 * could be lost. The worker's process has the names as well: nothing of it can be imported there, or from there.
 */
export const METHODS = {
  inbound: {
    execute: 'answer',
    handleSignal: 'effect',
    handleQuery: 'answer',
    handleUpdate: 'answer',
    validateUpdate: '',
  },
  outbound: {
    scheduleActivity: 'answer',
    scheduleLocalActivity: 'answer',
    startTimer: 'effect',
    startChildWorkflowExecution: 'answer',
    startNexusOperation: 'answer',
    signalWorkflow: 'effect',
    continueAsNew: '',
    getLogAttributes: '',
    getMetricTags: '',
  },
  internals: { activate: '', concludeActivation: '', dispose: '' },
} as const;

type ListName = keyof typeof METHODS;

type Next = (...args: unknown[]) => unknown;
interface Kind {
  readonly isEffect: boolean;
  readonly isInbound: boolean;
}

type Mistake = 'no next' | 'no result' | 'no input';

// Not imported: that would bring all guards into the bundle once more.
const FINDING_SINK: keyof FindingSinks = 'handrail';

const CHECKED = Symbol.for('hr.checked');

/** Called by the SDK once for each execution, after those that it looks at. */
export function interceptors(): WorkflowInterceptors {
  const lists = getActivator().interceptors;
  for (const name of ['inbound', 'outbound', 'internals'] as const) {
    const list = lists[name] as unknown as Record<string | symbol, unknown>[];
    list.forEach((interceptor, index) => {
      if (Object(interceptor) !== interceptor || !(CHECKED in interceptor)) tellUncalled(interceptor, name, index);
      if (name === 'internals') return;
      if (Object(interceptor) === interceptor && !(CHECKED in interceptor))
        list[index] = checked(interceptor, name, index);
    });
  }
  return {};
}

/**
 * Hands out what an entry is, or the names of its methods: the worker's process knows which of them were meant to be called. What is empty,
 * as of `isTraced && new Tracing()`, the SDK passes over; a class may have static methods that it calls.
 */
function tellUncalled(interceptor: unknown, list: ListName, index: number): void {
  if (!interceptor) return;
  const names: string[] = [];
  for (let at: unknown = interceptor; Object(at) === at && at !== Object.prototype && at !== Function.prototype;) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === 'function' && name !== 'constructor') names.push(name);
    at = Object.getPrototypeOf(at);
  }
  const known = Object.keys(METHODS[list]);
  const missing = known.filter((name) => !names.includes(name));
  const free = names.filter((name) => !known.includes(name));
  const isUseful = missing.length < known.length;
  if (isUseful && !free.some((name) => missing.some((each) => isLike(name, each)))) return;
  const is =
    typeof interceptor === 'function' ? Function.prototype.toString.call(interceptor).slice(0, 80) : typeof interceptor;
  if (is === 'object' && names.length === 0) return;
  proxySinks<FindingSinks & Sinks>()[FINDING_SINK].found('HR1080', { list, index, is, names });
}

/** So that an interceptor with helpers costs an execution nothing: beside a method that is called only what looks like another counts. */
function isLike(name: string, known: string): boolean {
  return Math.abs(name.length - known.length) < 3 && name.slice(0, 2).toLowerCase() === known.slice(0, 2);
}

function checked(interceptor: Record<string | symbol, unknown>, list: ListName, index: number): typeof interceptor {
  const { name = '' } = (interceptor['constructor'] as { name?: string } | undefined) ?? {};
  const place = `${list}[${index}]`;
  const who = name === '' || name === 'Object' ? place : `${name} (${place})`;
  // Of an heir: a proxy of what is frozen may give nothing but what it holds.
  return new Proxy(Object.create(interceptor) as typeof interceptor, {
    has: (_, property) => property === CHECKED || property in interceptor,
    set: (_, property, value) => Reflect.set(interceptor, property, value),
    get(_, property) {
      const value = interceptor[property];
      const known: Readonly<Record<string | symbol, unknown>> = METHODS[list];
      const isEffect = known[property] === 'effect';
      if (typeof value !== 'function' || !(isEffect || known[property] === 'answer')) return value;
      const kind = { isEffect, isInbound: list === 'inbound' };
      // Of the target itself: a proxy does not have the private fields of a class.
      return watched(value.bind(interceptor) as Next, kind, (mistake, given) => {
        const facts = { interceptor: who, method: property, mistake, value: shown(given) };
        proxySinks<FindingSinks & Sinks>()[FINDING_SINK].found('HR1072', facts);
      });
    },
  });
}

// What the method returns goes on as it is: one more turn of the microtask queue could change the order of commands. And what workflow
// code gets is listened to only once its call has succeeded: a rejection that nobody handles must stay one.
function watched(method: Next, { isEffect, isInbound }: Kind, tell: (mistake: Mistake, value: unknown) => void): Next {
  return (input, next) => {
    let isCalled = false;
    let made: unknown = undefined;
    const listen = (answering: unknown): void => {
      if (made === undefined || made === answering || isEffect) return;
      then(answering, (answer) =>
        then(made, (value) => {
          if (value === undefined && answer !== undefined) tell('no result', value);
        }),
      );
    };
    const watchedNext: Next = (...args) => {
      isCalled = true;
      if (Object(args[0]) !== args[0]) tell('no input', args[0]);
      const answering = (next as Next)(...args);
      if (made !== undefined) listen(answering);
      else called.push(answering);
      return answering;
    };
    const called: unknown[] = [];
    made = method(input, watchedNext);
    called.forEach(listen);
    if (isPromise(made)) {
      // On the way in the SDK listens as well, so that nothing is swallowed.
      if (isInbound && !isCalled)
        then(made, (value) => {
          if (value === undefined && !isCalled) tell('no next', value);
        });
    } else if (isInbound || made == null) {
      tell(isCalled ? 'no result' : 'no next', made);
    }
    return made;
  };
}

/** Not the value itself, which may be anybody's secret. */
function shown(value: unknown): string {
  return value == null ? String(value) : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | undefined)?.then === 'function';
}

function then(promise: unknown, listen: (value: unknown) => void): void {
  if (isPromise(promise)) promise.then(listen, () => undefined);
}
