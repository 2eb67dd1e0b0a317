import { badValue, nearestName, readDuration, readField, showValue } from '@handrail/common/host';
import { HR2010, type Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';

/** What is wrong with the value of one option, as a clause that follows "which". */
interface Fault {
  readonly reason: string;
  /** Of a duration: how it was meant to be written. */
  readonly suggestion?: string;
  readonly isDuration?: boolean;
  /** Whether the SDK or its core refuses it by itself: then the error is theirs, and gets our words. */
  readonly refused?: boolean;
  /** It works, and not as it was meant. */
  readonly warns?: boolean;
}

type Check = (value: unknown) => Fault | undefined;

/** Node.js takes a longer time for a millisecond. */
const LONGEST_TIMER = 2_147_483_647;

/** The core makes a place for each of them at once. */
const MOST_CACHED = 10_000_000;

const duration =
  (longest = Infinity): Check =>
  (value) => {
    const { milliseconds, reason, suggestion } = readDuration(value, { zero: true });
    if (reason !== undefined)
      return { reason, isDuration: true, refused: reason === 'is not a duration', ...(suggestion && { suggestion }) };
    if (milliseconds > longest)
      return { reason: 'is more than 24 days: the timer for it would be over at once', isDuration: true };
    // As variables of the environment are; in milliseconds nobody counts a shutdown in two digits.
    return milliseconds > 0 && milliseconds < SHORT && typeof value === 'string' && !Number.isNaN(Number(value))
      ? {
          reason: 'has no unit: it counts as milliseconds',
          isDuration: true,
          suggestion: `'${value.trim()} seconds'`,
          warns: true,
        }
      : undefined;
  };

const SHORT = 1_000;

/** With none at all the worker ends in the middle of what it does. */
const forceTime: Check = (value) =>
  readDuration(value, { zero: true }).milliseconds === 0
    ? {
        reason: 'is over at once: whatever is running is given up; without a limit it is left out',
        isDuration: true,
        warns: true,
      }
    : duration(LONGEST_TIMER)(value);

/** A whole number; of what is none, or below the least, the SDK refuses some by itself. */
const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER, refuses: (value: unknown) => boolean = () => false): Check =>
  (value) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return undefined;
    const isOver = typeof value === 'number' && value > most;
    const reason = isOver
      ? 'is too much: the core cannot make place for as many'
      : `is not a whole number from ${least} up`;
    return { reason, refused: refuses(value) };
  };

const isNone = (value: unknown) => typeof value !== 'number';
const isNoLimit = (value: unknown) => typeof value !== 'number' || !(value >= 1);

const rate =
  (refuses: (value: unknown) => boolean): Check =>
  (value) =>
    typeof value === 'number' && Number.isFinite(value) && value > 0
      ? undefined
      : { reason: 'is not a number above 0; without a limit it is left out', refused: refuses(value) };

const share: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1
    ? undefined
    : { reason: `is not a share${percentOf(value)}`, refused: isNone(value) };

function percentOf(value: unknown): string {
  return typeof value === 'number' && value > 1 && value <= 100
    ? `: ${value / 100} stands for ${value} %`
    : ': give one from 0 to 1';
}

const text: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : { reason: 'is not a text', refused: true };

const polls =
  (behavior: string): Check =>
  (value) => ({
    reason: `no supported SDK reads any more: write ${behavior}: { type: 'simple-maximum', maximum: ${typeof value === 'number' ? value : '…'} }`,
    warns: true,
  });

const CHECKS: Readonly<Partial<Record<keyof WorkerOptions, Check>>> = {
  shutdownGraceTime: duration(),
  shutdownForceTime: forceTime,
  stickyQueueScheduleToStartTimeout: duration(),
  maxHeartbeatThrottleInterval: duration(),
  defaultHeartbeatThrottleInterval: duration(),
  maxConcurrentActivityTaskExecutions: whole(1, undefined, isNoLimit),
  maxConcurrentWorkflowTaskExecutions: whole(1, undefined, isNoLimit),
  maxConcurrentNexusTaskExecutions: whole(1, undefined, isNoLimit),
  maxConcurrentLocalActivityExecutions: whole(1, undefined, isNone),
  maxConcurrentActivityTaskPolls: polls('activityTaskPollerBehavior'),
  maxConcurrentWorkflowTaskPolls: polls('workflowTaskPollerBehavior'),
  maxConcurrentNexusTaskPolls: polls('nexusTaskPollerBehavior'),
  // Of one below 0 the SDK says what it makes of it.
  maxCachedWorkflows: (value) => (Number(value) < 0 ? undefined : whole(0, MOST_CACHED, isNone)(value)),
  maxEagerActivityReservationsPerWorkflowTask: (value) => {
    const fault = whole(0)(value);
    return fault && { ...fault, refused: true };
  },
  workflowThreadPoolSize: whole(1, 1_000),
  nonStickyToStickyPollRatio: share,
  maxActivitiesPerSecond: rate((value) => value !== Infinity),
  maxTaskQueueActivitiesPerSecond: (value) => (value === 0 ? undefined : rate(isNone)(value)),
  identity: text,
  buildId: (value) => (value === '' ? undefined : text(value)),
  taskQueue: (value) =>
    typeof value === 'string' && value.trim() !== value && value.trim() !== ''
      ? { reason: 'begins or ends with a space: that is a queue of its own', warns: true }
      : undefined,
  patchActivationCallback: (value) =>
    typeof value === 'function' ? undefined : { reason: 'is not a function that answers with true or false' },
};

interface BadOption extends Fault {
  readonly option: string;
  readonly value: unknown;
}

function badOptions(options: object): BadOption[] {
  return Object.entries(CHECKS).flatMap(([option, check]) => {
    const value = readField(options, option);
    const fault = value == null ? undefined : check(value);
    return fault === undefined ? [] : [{ option, value, ...fault }];
  });
}

/** The values that the SDK takes for others without a word, or dies of while the worker runs (HR2014; HR2010 for times). */
export function badOptionValues(subject: string, options: WorkerOptions): Problem[] {
  const silent = badOptions(options).filter(({ refused }) => refused !== true);
  return [
    ...silent.map(({ option, value, ...fault }) => problemOf(subject, option, value, fault)),
    ...badFailureTypes(subject, options.workflowFailureErrorTypes),
  ];
}

/** The first value that the SDK or its core does not take. */
export function refusedOption(options: object): BadOption | undefined {
  return badOptions(options).find(({ refused }) => refused === true);
}

const FAILURE_TYPES = "{ '*': ['Error'], order: ['CardDeclined'] }";

/** Which errors fail a workflow: a text in the place of a list counts by its letters, and a list by its numbers. */
function badFailureTypes(subject: string, given: unknown): Problem[] {
  const field = 'workflowFailureErrorTypes';
  if (given == null) return [];
  if (typeof given !== 'object' || Array.isArray(given))
    return [badValue(subject, field, given, `has no workflow types as its keys: write ${FAILURE_TYPES}`)];
  return Object.entries(given).flatMap(([workflowType, names]: [string, unknown]) => {
    const path = `${field}[${showValue(workflowType)}]`;
    if (!Array.isArray(names))
      return [badValue(subject, path, names, `is not a list of the names of errors: write ${FAILURE_TYPES}`)];
    return names.flatMap((name: unknown, index) =>
      typeof name === 'string'
        ? []
        : [badValue(subject, `${path}[${index}]`, name, `is not the name of an error: ${nameOf(name)}`)],
    );
  });
}

function nameOf(value: unknown): string {
  const name = typeof value === 'function' ? readField(value, 'name') : undefined;
  return `write '${typeof name === 'string' && name !== '' ? name : 'CardDeclined'}'`;
}

/** That a text is none of the words that an option knows, with the one that was meant. */
export function badWord(subject: string, path: string, value: unknown, words: readonly string[]): Problem[] {
  if (words.includes(value as string)) return [];
  const plain = (word: string) => word.replace(/[^a-z]/gi, '').toLowerCase();
  const meant =
    typeof value === 'string'
      ? (words.find((word) => plain(word) === plain(value)) ?? nearestName(value, words))
      : undefined;
  const known = words.map(showValue).join(' nor ');
  return [
    badValue(subject, path, value, `is neither ${known}${meant === undefined ? '' : `: write ${showValue(meant)}`}`),
  ];
}

/** A number within other options, such as the slots of a tuner. */
export function badCount(subject: string, path: string, value: unknown, least = 1): Problem[] {
  const fault = value == null ? undefined : whole(least)(value);
  return fault === undefined ? [] : [problemOf(subject, path, value, fault)];
}

/** A time within other options. */
export function badDuration(subject: string, field: string, value: unknown): Problem[] {
  const fault = value == null ? undefined : duration()(value);
  if (fault === undefined) return [];
  return [problemOf(subject, field, value, fault)];
}

function problemOf(subject: string, field: string, value: unknown, fault: Fault): Problem {
  const { reason, suggestion, isDuration, warns } = fault;
  const facts = { subject, field, value: showValue(value), reason };
  const problem =
    isDuration === true
      ? HR2010.problem({ ...facts, ...(suggestion !== undefined && { suggestion }) })
      : badValue(subject, field, value, reason);
  return warns === true ? { ...problem, disposition: 'warn' } : problem;
}
