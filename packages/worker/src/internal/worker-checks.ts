import type { EffectivePolicy } from '@handrail/common';
import {
  badValue,
  droppedOptions,
  hideSecrets,
  isClass,
  judgeProblems,
  logProblem,
  misspeltOptions,
  readField,
  showValue,
} from '@handrail/common/host';
import { HandrailError, HR5003, HR5004, HR5006, type Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';
import { badInterceptorLists } from './interceptor-lists';
import { misshapenOptions } from './misshapen-options';
import { misspeltWorkerOptions, workerSubject } from './worker-option-names';

/** Checks what a worker is given for mistakes that the SDK passes over in silence or reports in the core's words. */
export function checkWorkerOptions(options: WorkerOptions, policy: EffectivePolicy): void {
  checkNames(options, policy);
  checkConnection(options, policy);
  checkActivities(options, policy);
}

function checkNames(options: WorkerOptions, policy: EffectivePolicy): void {
  const { taskQueue, interceptors, sinks } = options;
  const subject = workerSubject(options);
  const lost = droppedOptions(subject, options);
  const values = [
    ...badInterceptorLists(subject, interceptors),
    ...badSinks(subject, sinks),
    ...misshapenOptions(subject, options),
  ];
  judgeProblems([...misspeltWorkerOptions(options), ...values, ...lost], policy, { taskQueue });
}

const SINK_WORDS = { callOnReplay: 'callDuringReplay', duringReplay: 'callDuringReplay' };

// The SDK passes over an entry that has another shape, and then over each call of the sink.
function badSinks(subject: string, sinks: WorkerOptions['sinks']): Problem[] {
  if (sinks == null) return [];
  if (typeof sinks !== 'object') return [badValue(subject, 'sinks', sinks, 'is no object with sinks')];
  return Object.entries(sinks as Record<string, unknown>).flatMap(([name, group]) => {
    if (typeof group !== 'object' || group === null)
      return [badValue(subject, `sinks.${name}`, group, 'is no object with functions')];
    return Object.entries(group).flatMap(([method, entry]: [string, unknown]) => {
      const path = `sinks.${name}.${method}`;
      const { fn, callDuringReplay } = Object(entry) as { readonly fn?: unknown; readonly callDuringReplay?: unknown };
      if (typeof fn !== 'function')
        return [badValue(subject, path, entry, 'is not of the form { fn: (info, …) => … }')];
      const reason = 'is a text, and so counts as true: pass true or false';
      return [
        ...misspeltOptions(subject, entry, { names: ['fn', 'callDuringReplay'], meant: SINK_WORDS }, `${path}.`),
        ...(typeof callDuringReplay === 'string'
          ? [badValue(subject, `${path}.callDuringReplay`, callDuringReplay, reason)]
          : []),
      ];
    });
  });
}

function checkConnection({ connection, taskQueue }: WorkerOptions, { links }: EffectivePolicy): void {
  // Structural, because a connection may come from another copy of the SDK.
  const value = otherThanConnection(connection);
  if (value !== undefined) throw HR5006.error({ taskQueue, value }, { links });
}

function otherThanConnection(connection: unknown): string | undefined {
  if (connection == null) return undefined;
  if (typeof connection !== 'object') return hideSecrets(showValue(connection));
  if (isPromise(connection)) return 'a promise';
  if ('nativeConnection' in connection) return 'a TestWorkflowEnvironment';
  const isOfClients = 'workflowService' in connection && !('nativeClient' in connection);
  return isOfClients ? 'a Connection of the client package' : undefined;
}

function checkActivities({ activities, taskQueue }: WorkerOptions, policy: EffectivePolicy): void {
  if (activities === undefined || activities === null) return;
  const shape = wrongShape(activities);
  if (shape !== undefined) {
    const problem = HR5004.problem({ taskQueue, ...shape });
    // The raw SDK runs such a worker: adopting Handrail in warn mode stops nothing that runs.
    if (policy.mode === 'enforce') throw new HandrailError([problem], { links: policy.links });
    return warn(problem, taskQueue, policy);
  }
  // What else is static is the class's own.
  if (typeof activities === 'function') return;
  const isEmpty = !Object.values(activities).some((value) => typeof value === 'function');
  // And what else an instance has is its state.
  if (!isEmpty && isClass(readField(activities, 'constructor'))) return;
  const entries = Object.entries(activities).filter(
    ([, value]) =>
      typeof value !== 'function' &&
      (value == null || !isModule(activities) || (isEmpty && functionsOf(value).length > 0)),
  );
  if (entries.length === 0) return;
  const described = entries.map(([name, value]) => ({ name, value: describe(value), holds: functionsOf(value) }));
  warn(HR5003.problem({ taskQueue, entries: described }), taskQueue, policy);
}

function warn(problem: Problem, taskQueue: string, { links }: EffectivePolicy): void {
  logProblem(problem, { links }, { taskQueue });
}

type WrongShape = Pick<Parameters<typeof HR5004.problem>[0], 'value' | 'shape'>;

// Each of these leaves the SDK with no activity to register, or with names that nobody calls.
function wrongShape(activities: unknown): WrongShape | undefined {
  // The SDK registers the functions on a function, as it does those of an object: a class may hold activities that are static.
  if (typeof activities === 'function' && Object.values(activities).some((value) => typeof value === 'function'))
    return undefined;
  if (isClass(activities)) return { value: `a class, ${activities.name || 'without a name'}`, shape: 'class' };
  if (typeof activities === 'function') return { value: 'a function', shape: 'function' };
  if (Array.isArray(activities)) return { value: 'an array', shape: 'array' };
  if (typeof activities !== 'object' || activities === null) return { value: showValue(activities), shape: 'other' };
  if (isPromise(activities)) return { value: 'a promise', shape: 'promise' };
  const ownFunctions = Object.values(activities).filter((value) => typeof value === 'function');
  const className = classOf(activities);
  if (ownFunctions.length > 0 || className === undefined) return undefined;
  return { value: `an instance of ${className}`, shape: activities instanceof Map ? 'map' : 'class instance' };
}

// The name of a class that has methods of its own.
function classOf(value: object): string | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || prototype === Object.prototype) return undefined;
  const methods = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  return methods.length === 0 ? undefined : value.constructor.name || 'a class';
}

// A module may export constants beside its activities; in a literal, each entry is meant to be one.
function isModule(activities: object): boolean {
  return '__esModule' in activities || Object.prototype.toString.call(activities) === '[object Module]';
}

/** The names of the functions in an object, such as a group of activities. */
function functionsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.keys(value).filter((name) => typeof readField(value, name) === 'function');
}

function describe(value: unknown): string {
  return isPromise(value) ? 'a promise' : showValue(value);
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
