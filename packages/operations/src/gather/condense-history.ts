import { SLA_TIMER } from '@handrail/common/guards';
import type { CloseFacts, EventPlace, HistoryFacts, TaskFailure, TimerFacts } from '../history-facts';
import { EventsByType } from './events-by-type';
import { localActivityIn } from './local-activity';
import type { PlainEvent } from './plain-event';

// Failures of a workflow task that are the server's way to start it over, and no fault of anybody's.
const NO_FAULT = new Set([
  'UNHANDLED_COMMAND',
  'RESET_STICKY_TASK_QUEUE',
  'FORCE_CLOSE_COMMAND',
  'FAILOVER_CLOSE_COMMAND',
  'RESET_WORKFLOW',
  'UNHANDLED_UPDATE',
  'WORKFLOW_PAUSE_REQUESTED_BEFORE_TASK_STARTED',
]);

const CLOSING = new Set([
  'WORKFLOW_EXECUTION_COMPLETED',
  'WORKFLOW_EXECUTION_FAILED',
  'WORKFLOW_EXECUTION_TIMED_OUT',
  'WORKFLOW_EXECUTION_CANCELED',
  'WORKFLOW_EXECUTION_TERMINATED',
  'WORKFLOW_EXECUTION_CONTINUED_AS_NEW',
]);

/**
 * What the events from some point to the end of a history tell. Pure.
 *
 * @param events in the order of the history, without a gap to its end
 */
export function condenseHistory(events: readonly PlainEvent[]): HistoryFacts {
  const last = events.at(-1);
  const close = last !== undefined && CLOSING.has(last.type) ? last : undefined;
  const open = close === undefined ? events : events.slice(0, -1);
  const of = new EventsByType(open);
  const completedAt = open.findLastIndex(({ type }) => type === 'WORKFLOW_TASK_COMPLETED');
  const sinceCompleted = open.slice(completedAt + 1);
  const isNoFault = ({ failedCause = '' }: PlainEvent) => NO_FAULT.has(failedCause);
  const ended = sinceCompleted.filter(({ type }) => type === 'WORKFLOW_TASK_FAILED');
  const failed = ended.filter((event) => !isNoFault(event));
  const timedOut = sinceCompleted.findLast(({ type }) => type === 'WORKFLOW_TASK_TIMED_OUT');
  const completed = open[completedAt];
  const signal = of.type('WORKFLOW_EXECUTION_SIGNALED').at(-1);
  const tasksStarted = of.type('WORKFLOW_TASK_STARTED');
  const progress = open.findLast(({ type }) => !isAboutWorkflowTask(type));
  const timers = openTimers(of);
  return {
    oldestEventRead: events[0]?.eventId ?? 0,
    start: events[0]?.start,
    lastEvent: last && place(last),
    lastProgress: progress && place(progress),
    lastSignal: signal && { ...place(signal), name: signal.name ?? 'unknown' },
    lastTaskCompleted: completed && {
      ...place(completed),
      identity: completed.identity ?? 'unknown',
      buildId: completed.buildId,
    },
    taskFailure: failed.length === 0 ? undefined : taskFailure(failed.at(-1)),
    taskRestart: optionalPlace(ended.findLast(isNoFault)),
    taskTimeout: timedOut && {
      ...place(timedOut),
      type:
        timedOut.timeoutType === 'START_TO_CLOSE' || timedOut.timeoutType === 'SCHEDULE_TO_START'
          ? timedOut.timeoutType
          : 'OTHER',
    },
    workflowWorkers: [...new Set(tasksStarted.map(({ identity }) => identity))].filter((each) => each !== undefined),
    idleTasks: idleTasks(open),
    suggestsContinueAsNew: tasksStarted.at(-1)?.suggestsContinueAsNew ?? false,
    cancelRequest: optionalPlace(of.type('WORKFLOW_EXECUTION_CANCEL_REQUESTED')[0]),
    timers,
    updates: openUpdates(of),
    failedLocalActivity: failedLocalActivity(open, of, timers),
    expiredActivities: expiredActivities(open),
    completedActivities: completedActivities(of),
    calls: callsOfOthers(of),
    openActivities: openActivities(of),
    openChildren: openChildren(of),
    openOperations: openOperations(of),
    openTask: openTask(open),
    close: close && closeFacts(close, open, completed),
  };
}

function isAboutWorkflowTask(type: string): boolean {
  return type.startsWith('WORKFLOW_TASK_');
}

function place({ eventId, type, time }: PlainEvent): EventPlace {
  return { eventId, type, time };
}

function optionalPlace(event: PlainEvent | undefined): EventPlace | undefined {
  return event && place(event);
}

function taskFailure(event: PlainEvent | undefined): TaskFailure | undefined {
  if (event === undefined) return undefined;
  const { failedCause = 'UNSPECIFIED', failure = { message: 'no message' }, identity = 'unknown', buildId } = event;
  return { ...place(event), cause: failedCause, failure, identity, buildId };
}

/** Workflow tasks at the end that neither were caused by anything nor did anything. */
function idleTasks(events: readonly PlainEvent[]): HistoryFacts['idleTasks'] {
  let count = 0;
  let since: number | undefined;
  for (let index = events.length - 1; index > 0; index--) {
    const { type, time } = events[index] ?? { type: '', time: 0 };
    if (!isAboutWorkflowTask(type)) break;
    // The task after the last thing that happened is not idle.
    const isFirst = !isAboutWorkflowTask(events[index - 1]?.type ?? '');
    if (type === 'WORKFLOW_TASK_SCHEDULED' && !isFirst) since = time;
    if (type === 'WORKFLOW_TASK_COMPLETED') count++;
  }
  return { count: Math.max(0, count - 1), since };
}

function openTimers(events: EventsByType): TimerFacts[] {
  return (
    events
      .open('TIMER_STARTED', ['TIMER_FIRED', 'TIMER_CANCELED'])
      // That of the SLA runs beside whatever the workflow waits for.
      .filter(({ name }) => name !== SLA_TIMER)
      .map(({ eventId, id = String(eventId), time, milliseconds = 0 }) => ({
        timerId: id,
        startedTime: time,
        dueTime: time + milliseconds,
        eventId,
      }))
  );
}

function openUpdates(events: EventsByType): HistoryFacts['updates'] {
  const ends = 'WORKFLOW_EXECUTION_UPDATE_COMPLETED';
  const endedIds = new Set(events.type(ends).map(({ id }) => id));
  return events
    .open('WORKFLOW_EXECUTION_UPDATE_ACCEPTED', [ends])
    .filter(({ id }) => id === undefined || !endedIds.has(id))
    .map(({ eventId, id = String(eventId), name = 'unknown', time }) => ({
      updateId: id,
      name,
      acceptedTime: time,
      eventId,
    }));
}

/** The marker of a failed local activity whose timer for the next attempt is what the execution waits for. */
function failedLocalActivity(
  events: readonly PlainEvent[],
  of: EventsByType,
  timers: readonly TimerFacts[],
): HistoryFacts['failedLocalActivity'] {
  const marker = of.type('MARKER_RECORDED').findLast((event) => localActivityIn(event) !== undefined);
  if (marker?.failure === undefined) return undefined;
  // Marker and timer are the commands of one workflow task.
  const next = events[events.indexOf(marker) + 1];
  if (next?.type !== 'TIMER_STARTED' || !timers.some(({ eventId }) => eventId === next.eventId)) return undefined;
  const { activityType, attempt } = localActivityIn(marker) ?? {};
  return { eventId: marker.eventId, time: marker.time, activityType, attempt, failure: marker.failure };
}

function expiredActivities(events: readonly PlainEvent[]): HistoryFacts['expiredActivities'] {
  const expired = [];
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    if (event === undefined || isAboutWorkflowTask(event.type)) continue;
    if (event.type !== 'ACTIVITY_TASK_TIMED_OUT' || event.timeoutType !== 'SCHEDULE_TO_START') break;
    const scheduled = events.find(
      ({ eventId, type }) => type === 'ACTIVITY_TASK_SCHEDULED' && eventId === event.belongsTo,
    );
    expired.push({
      ...place(event),
      activityId: scheduled?.id,
      activityType: scheduled?.name,
      taskQueue: scheduled?.taskQueue,
      scheduledBy: scheduled?.commandOf,
    });
  }
  return expired.reverse();
}

export function completedActivities(events: EventsByType): HistoryFacts['completedActivities'] {
  const scheduled = new Map(events.type('ACTIVITY_TASK_SCHEDULED').map((event) => [event.eventId, event]));
  const completed = events.type('ACTIVITY_TASK_COMPLETED').map(({ eventId, belongsTo = 0 }) => {
    const { name = 'unknown', commandOf = 0 } = scheduled.get(belongsTo) ?? {};
    return { eventId, activityType: name, scheduledBy: commandOf };
  });
  const local = events.type('MARKER_RECORDED').flatMap((event) => {
    const marker = event.failure === undefined ? localActivityIn(event) : undefined;
    if (marker === undefined) return [];
    const { activityType = 'unknown' } = marker;
    return [{ eventId: event.eventId, activityType, scheduledBy: event.commandOf ?? 0 }];
  });
  return [...completed, ...local].sort((one, other) => one.eventId - other.eventId);
}

const OPERATION_FAILURES = ['FAILED', 'CANCELED', 'TIMED_OUT'];
const operationEvent = (end: string) => `NEXUS_OPERATION_${end}`;

/**
 * Of children those that have completed: one that is open forbids a reset. An operation that is open may be done as well, and a
 * signal that is on its way.
 */
export function callsOfOthers(events: EventsByType): HistoryFacts['calls'] {
  const completed = new Set(events.type('CHILD_WORKFLOW_EXECUTION_COMPLETED').map(({ belongsTo }) => belongsTo));
  const children = events
    .type('START_CHILD_WORKFLOW_EXECUTION_INITIATED')
    .filter(({ eventId }) => completed.has(eventId))
    .map(({ name = 'unknown', commandOf = 0 }) => ({ kind: 'child workflow' as const, name, scheduledBy: commandOf }));
  const operations = events
    .open('NEXUS_OPERATION_SCHEDULED', OPERATION_FAILURES.map(operationEvent))
    .map(({ name = 'unknown', commandOf = 0 }) => ({ kind: 'nexus operation' as const, name, scheduledBy: commandOf }));
  const signals = events
    .open('SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED', ['SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED'])
    .map(({ name = 'unknown', commandOf = 0 }) => ({ kind: 'signal' as const, name, scheduledBy: commandOf }));
  return [...children, ...operations, ...signals];
}

function openActivities(events: EventsByType): HistoryFacts['openActivities'] {
  const ends = ['COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELED'].map((end) => `ACTIVITY_TASK_${end}`);
  return events.open('ACTIVITY_TASK_SCHEDULED', ends).map(({ id = '', name = 'unknown', taskQueue = '', time }) => ({
    activityId: id,
    activityType: name,
    taskQueue,
    since: time,
  }));
}

const CHILD_ENDS = [
  'START_CHILD_WORKFLOW_EXECUTION_FAILED',
  ...['COMPLETED', 'FAILED', 'CANCELED', 'TIMED_OUT', 'TERMINATED'].map((end) => `CHILD_WORKFLOW_EXECUTION_${end}`),
];

/** The children whose end their parent has not heard of. */
export function openChildren(events: EventsByType): HistoryFacts['openChildren'] {
  return events
    .open('START_CHILD_WORKFLOW_EXECUTION_INITIATED', CHILD_ENDS)
    .map(({ id = '', time, commandOf = 0, isAbandoned = false }) => ({
      workflowId: id,
      since: time,
      scheduledBy: commandOf,
      isAbandoned,
    }));
}

function openOperations(events: EventsByType): HistoryFacts['openOperations'] {
  return events
    .open('NEXUS_OPERATION_SCHEDULED', ['COMPLETED', ...OPERATION_FAILURES].map(operationEvent))
    .map(({ name = 'unknown', time }) => ({ name, since: time }));
}

function openTask(events: readonly PlainEvent[]): HistoryFacts['openTask'] {
  // The server takes a task back from its worker that is open when it ends the execution.
  const last = events.findLast(
    ({ type, failedCause }) => isAboutWorkflowTask(type) && failedCause !== 'FORCE_CLOSE_COMMAND',
  );
  if (last?.type === 'WORKFLOW_TASK_SCHEDULED') return { state: 'SCHEDULED', since: last.time };
  if (last?.type === 'WORKFLOW_TASK_STARTED') return { state: 'STARTED', since: last.time };
  return undefined;
}

function closeFacts(close: PlainEvent, before: readonly PlainEvent[], completed: PlainEvent | undefined): CloseFacts {
  const { failure, retryState, reason, identity, newRunId } = close;
  const previous = before.at(-1);
  return {
    ...place(close),
    failure,
    retryState,
    reason,
    identity,
    newRunId,
    taskFailureCause: previous?.type === 'WORKFLOW_TASK_FAILED' ? previous.failedCause : undefined,
    refusedBy: refusedBy(before),
    ...resetPoint(close, before, completed),
  };
}

function resetPoint(
  close: PlainEvent,
  before: readonly PlainEvent[],
  completed: PlainEvent | undefined,
): Pick<CloseFacts, 'resetEventId' | 'resetBefore'> {
  const lost = openChildren(new EventsByType(before)).filter(
    ({ isAbandoned, scheduledBy }) => !isAbandoned && scheduledBy > 0,
  );
  const points = [
    { resetEventId: askedForTheFailed(close, before), resetBefore: 'what failed' as const },
    ...lost.map((each) => ({ resetEventId: each.scheduledBy, resetBefore: 'a child that ended with it' as const })),
  ].filter(({ resetEventId }) => resetEventId !== undefined);
  const [earliest] = points.sort((one, other) => (one.resetEventId ?? 0) - (other.resetEventId ?? 0));
  if (earliest === undefined || earliest.resetEventId === completed?.eventId)
    return { resetEventId: completed?.eventId };
  return earliest;
}

const REFUSED: Readonly<Record<string, string>> = {
  START_CHILD_WORKFLOW_EXECUTION_FAILED: 'could not be started as a child: one of this id is open',
  SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED: 'could not be signalled: none of this id is open',
  REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED: 'could not be cancelled: none of this id is open',
};

/** The failure names no other execution: the event that made the last workflow task does. */
function refusedBy(before: readonly PlainEvent[]): CloseFacts['refusedBy'] {
  const cause = before.findLast(({ type }) => !isAboutWorkflowTask(type));
  const text = REFUSED[cause?.type ?? ''];
  return cause?.id === undefined || text === undefined
    ? undefined
    : { eventId: cause.eventId, text, workflowId: cause.id };
}

const FAILED_ONES: ReadonlySet<string> = new Set([
  'ACTIVITY_TASK_FAILED',
  'ACTIVITY_TASK_TIMED_OUT',
  'CHILD_WORKFLOW_EXECUTION_FAILED',
  'CHILD_WORKFLOW_EXECUTION_TIMED_OUT',
  'CHILD_WORKFLOW_EXECUTION_TERMINATED',
  'NEXUS_OPERATION_FAILED',
  'NEXUS_OPERATION_TIMED_OUT',
  ...Object.keys(REFUSED),
]);

/** The workflow task that asked for what an execution failed with: a reset to a later one would find it failed already. */
function askedForTheFailed({ failure }: PlainEvent, before: readonly PlainEvent[]): number | undefined {
  const isOfAnother = failure?.activity ?? failure?.child ?? failure?.nexusOperation ?? refusedBy(before);
  if (failure === undefined || isOfAnother === undefined) return undefined;
  const failed = before.findLast(({ type }) => FAILED_ONES.has(type));
  return before.find(({ eventId }) => eventId === failed?.belongsTo)?.commandOf;
}
