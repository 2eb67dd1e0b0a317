import { callSiteKey, type GuardedCall, inspectCall, isRecord, snapshotOptions } from '@handrail/common/guards';
import { badValue, CALL_OPTIONS, durationProblems, readDuration, showValue } from '@handrail/common/host';
import { HR2010, HR2013, HR2014, type Problem } from '@handrail/errors';
import { lacksTimeout } from './admit-start';
import { backfillProblems, dateProblems, overlapProblems } from './backfill-faults';
import type { Door } from './door';
import { neverFires } from './never-fires';
import { startValueProblems } from './start-values';
import { misspeltScheduleOptions } from './option-tables';
import { runTimeoutFor, scheduledSla } from './started-sla';

/** The part of a schedule's options that is looked at, as the user gave it or as the SDK compiled it. */
export interface GuardedSchedule {
  readonly action: object;
  readonly spec?: unknown;
  readonly policies?: unknown;
}

/**
 * Guards a schedule before it is created: its action like the start of a workflow, and the durations of its times.
 *
 * @returns a copy of the options, the action with the default run timeout
 * @throws HandrailError that lists everything that is wrong with them
 */
export function admitSchedule<S extends GuardedSchedule>(door: Door, scheduleId: unknown, schedule: S): S {
  const { action } = snapshotOptions(schedule).options;
  const id = String(scheduleId);
  const problems = [...timesProblems(id, schedule), ...creationProblems(scheduleId, schedule)];
  door.check(callOf(action as object), { scheduleId: id }, problems);
  return withSla(door, lacksTimeout(schedule.action) ? withRunTimeout(door, schedule) : schedule);
}

/**
 * Guards a schedule's new definition. What was wrong with the action before does not stop a change of something else:
 * the server tells neither the waivers nor the lifetime that it was created with. For the same reason an action that had
 * no timeout gets none.
 *
 * @param before the definition that the server has
 */
export function admitScheduleUpdate<S extends GuardedSchedule>(
  door: Door,
  scheduleId: string,
  before: GuardedSchedule,
  updated: S,
): S {
  const call = callOf(updated.action);
  const times = timesProblems(scheduleId, updated);
  const known = new Set(siteKeys(door, callOf(before.action)));
  if (times.length > 0 || siteKeys(door, call).some((key) => !known.has(key))) {
    door.check(call, { scheduleId }, times);
  }
  const needsTimeout = lacksTimeout(updated.action) && !lacksTimeout(before.action);
  return withSla(door, needsTimeout ? withRunTimeout(door, updated) : updated);
}

/** Whether something in the options cannot be read, which the SDK would fail on before its interceptors run. */
export function isUnreadable(schedule: GuardedSchedule): boolean {
  const { options, unreadable } = snapshotOptions(schedule);
  return unreadable.length > 0 || snapshotOptions(options['action']).unreadable.length > 0;
}

function withRunTimeout<S extends GuardedSchedule>(door: Door, schedule: S): S {
  return { ...schedule, action: { ...schedule.action, workflowRunTimeout: runTimeoutFor(door, schedule.action) } };
}

function withSla<S extends GuardedSchedule>(door: Door, schedule: S): S {
  const sla = scheduledSla(door, schedule.action);
  return sla ? { ...schedule, action: { ...schedule.action, searchAttributes: sla.searchAttributes } } : schedule;
}

function callOf(action: object): GuardedCall {
  const { options, unreadable } = snapshotOptions(action);
  const { workflowType } = options;
  const name = typeof workflowType === 'function' ? workflowType.name : String(workflowType);
  return { kind: 'scheduledWorkflow', name, where: name, options, unreadable };
}

function siteKeys({ policy }: Door, call: GuardedCall): string[] {
  const { refused, warned, waived } = inspectCall(call, policy, { mode: 'enforce' });
  return [...refused, ...warned, ...waived.map(({ problem }) => problem)].map((problem) => callSiteKey(problem, call));
}

// What is no option of the action, a part of the schedule that cannot be read included. The server takes a catch-up window of zero for a year.
function timesProblems(scheduleId: string, schedule: GuardedSchedule): Problem[] {
  const subject = `Schedule "${scheduleId}"`;
  const { options, unreadable } = snapshotOptions(schedule);
  const { spec, policies } = options;
  const bounds = snapshotOptions(spec).options;
  return [
    ...unreadable.map((each) => HR2013.problem({ subject, ...each })),
    ...misspeltScheduleOptions(subject, options),
    ...shapeProblems(subject, options),
    ...actionProblems(subject, options['action']),
    ...remainingProblems(subject, options['state']),
    ...['startAt', 'endAt'].flatMap((field) =>
      bounds[field] == null ? [] : dateProblems(subject, `spec.${field}`, bounds[field]),
    ),
    ...listIn(spec, 'cronExpressions').flatMap((cron, index) => cronProblems(subject, index, cron)),
    ...policiesProblems(subject, policies),
    ...overlapProblems(subject, 'policies.overlap', policies),
    ...listIn(spec, 'intervals').flatMap((interval, index) =>
      durationsIn(subject, `spec.intervals[${index}]`, interval, { every: {}, offset: { zero: true } }),
    ),
    ...durationsIn(subject, 'spec', spec, { jitter: { zero: true } }),
    ...durationsIn(subject, 'policies', policies, { catchupWindow: {} }),
  ];
}

// What an update may do: to end a schedule is one.
function creationProblems(scheduleId: unknown, schedule: GuardedSchedule): Problem[] {
  const id = String(scheduleId);
  const subject = `Schedule "${id}"`;
  const { options } = snapshotOptions(schedule);
  return [
    ...(typeof scheduleId === 'string' || scheduleId == null
      ? []
      : [badValue(subject, 'scheduleId', scheduleId, 'is no text: the server would get none')]),
    ...listIn(options['state'], 'backfill').flatMap((each, index) =>
      backfillProblems(`The state.backfill[${index}] of schedule "${id}"`, each),
    ),
    ...droppedOptions(subject, options['action']),
    ...neverFires(id, options, Date.now()),
  ];
}

function listIn(source: unknown, field: string): readonly unknown[] {
  const value = snapshotOptions(source).options[field];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The parts of a schedule whose fields the SDK reads, whatever they are: of a text as its times there are none. On what is no list in them it throws (HR4036). */
const WITH_FIELDS = ['spec', 'policies', 'state', 'memo', 'searchAttributes'];

function shapeProblems(subject: string, schedule: Readonly<Record<string, unknown>>): Problem[] {
  const isWrong = (value: unknown) => value != null && (!isRecord(value) || value instanceof Map);
  return WITH_FIELDS.filter((field) => isWrong(schedule[field])).map((field) =>
    badValue(subject, field, schedule[field], 'is not an object with fields'),
  );
}

const OF_STARTS_ONLY: readonly string[] = CALL_OPTIONS.workflow.filter(
  (name) => !(CALL_OPTIONS.scheduledWorkflow as readonly string[]).includes(name),
);

// The description of a schedule, from which an update makes the new definition, has some of them all the same.
function droppedOptions(subject: string, action: unknown): Problem[] {
  const { options } = snapshotOptions(action);
  const reason = 'is an option of a start: schedules have none of it, and the SDK drops it without a word';
  return OF_STARTS_ONLY.filter((name) => options[name] != null).map((name) => ({
    ...HR2014.problem({ subject, field: `action.${name}`, value: 'a value', reason }),
    disposition: 'warn',
  }));
}

// The SDK starts a workflow whatever the type says, and takes what is no list of arguments apart.
function actionProblems(subject: string, action: unknown): Problem[] {
  const { options } = snapshotOptions(action);
  const { type, args } = options;
  return [
    ...startValueProblems(subject, options, 'action.'),
    ...(type == null || type === 'startWorkflow'
      ? []
      : [badValue(subject, 'action.type', type, "is not 'startWorkflow', the only action there is")]),
    ...(args == null || Array.isArray(args)
      ? []
      : [badValue(subject, 'action.args', args, 'is not a list of arguments: args: [orderId]')]),
  ];
}

// Everything else than a whole number the server fails on by itself, as on a fault of its own.
function remainingProblems(subject: string, state: unknown): Problem[] {
  const { remainingActions: left } = snapshotOptions(state).options;
  if (left == null || (Number.isInteger(left) && Number(left) >= 0)) return [];
  return [badValue(subject, 'state.remainingActions', left, 'is no whole number from 0 up')];
}

// Elsewhere the first of six fields are seconds; here the last are years, and the times are others than was meant.
function cronProblems(subject: string, index: number, cron: unknown): Problem[] {
  // A time zone may stand before the fields.
  if (typeof cron !== 'string' || !/^(?:\S+\s+){5}[*?]$/.test(cron.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '')))
    return [];
  const reason =
    "has six fields, which are read as minute, hour, day, month, weekday and year: leave the year out, or write seven for seconds ('*/30 * * * * * *')";
  return [{ ...badValue(subject, `spec.cronExpressions[${index}]`, cron, reason), disposition: 'warn' }];
}

/** What the server takes at least as a catch-up window, in the place of what is less. */
const SHORTEST_CATCHUP_MILLISECONDS = 10_000;

// Refused is only what cannot be read: less than that works, with another value.
function policiesProblems(subject: string, policies: unknown): Problem[] {
  const { catchupWindow } = snapshotOptions(policies).options;
  const { milliseconds } = catchupWindow == null ? { milliseconds: undefined } : readDuration(catchupWindow);
  if (milliseconds === undefined || milliseconds >= SHORTEST_CATCHUP_MILLISECONDS) return [];
  const reason = 'is less than the server takes, which makes 10 seconds of it';
  const problem = HR2010.problem({ subject, field: 'policies.catchupWindow', value: showValue(catchupWindow), reason });
  return [{ ...problem, disposition: 'warn' }];
}

function durationsIn(
  subject: string,
  path: string,
  source: unknown,
  fields: Readonly<Record<string, { readonly zero?: boolean }>>,
): Problem[] {
  const { options, unreadable } = snapshotOptions(source);
  return [
    ...unreadable.map(({ field, error }) => HR2013.problem({ subject, field: `${path}.${field}`, error })),
    ...Object.entries(fields).flatMap(([field, allow]) =>
      options[field] == null ? [] : durationProblems(subject, `${path}.${field}`, options[field], allow),
    ),
  ];
}
