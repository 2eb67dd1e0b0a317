import { SLA_TIMER } from '@handrail/common/guards';
import type { CloseFacts, EventPlace, HistoryFacts, TaskFailure, TimerFacts } from '../history-facts';
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

const LOCAL_ACTIVITY = 'core_local_activity';

/**
 * What the events from some point to the end of a history tell. Pure.
 *
 * @param events in the order of the history, without a gap to its end
 */
export function condenseHistory(events: readonly PlainEvent[]): HistoryFacts {
  const last = events.at(-1);
  const close = last !== undefined && CLOSING.has(last.type) ? last : undefined;
  const open = close === undefined ? events : events.slice(0, -1);
  const completedAt = open.findLastIndex(({ type }) => type === 'WORKFLOW_TASK_COMPLETED');
  const sinceCompleted = open.slice(completedAt + 1);
  const isNoFault = ({ failedCause = '' }: PlainEvent) => NO_FAULT.has(failedCause);
  const ended = sinceCompleted.filter(({ type }) => type === 'WORKFLOW_TASK_FAILED');
  const failed = ended.filter((event) => !isNoFault(event));
  const timedOut = sinceCompleted.findLast(({ type }) => type === 'WORKFLOW_TASK_TIMED_OUT');
  const completed = open[completedAt];
  const signal = open.findLast(({ type }) => type === 'WORKFLOW_EXECUTION_SIGNALED');
  const progress = open.findLast(({ type }) => !isAboutWorkflowTask(type));
  const timers = openTimers(open);
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
    workflowWorkers: [
      ...new Set(
        open.flatMap(({ type, identity }) =>
          type === 'WORKFLOW_TASK_STARTED' && identity !== undefined ? [identity] : [],
        ),
      ),
    ],
    idleTasks: idleTasks(open),
    suggestsContinueAsNew:
      open.findLast(({ type }) => type === 'WORKFLOW_TASK_STARTED')?.suggestsContinueAsNew ?? false,
    cancelRequest: optionalPlace(open.find(({ type }) => type === 'WORKFLOW_EXECUTION_CANCEL_REQUESTED')),
    timers,
    updates: openUpdates(open),
    failedLocalActivity: failedLocalActivity(open, timers),
    expiredActivities: expiredActivities(open),
    completedActivities: completedActivities(open),
    openActivities: openActivities(open),
    openChildren: openChildren(open),
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

function belonging(events: readonly PlainEvent[], types: readonly string[]): ReadonlySet<number> {
  return new Set(
    events.flatMap(({ type, belongsTo }) => (types.includes(type) && belongsTo !== undefined ? [belongsTo] : [])),
  );
}

function openTimers(events: readonly PlainEvent[]): TimerFacts[] {
  const ended = belonging(events, ['TIMER_FIRED', 'TIMER_CANCELED']);
  return events.flatMap(({ type, eventId, id, name, time, milliseconds = 0 }) =>
    // That of the SLA runs beside whatever the workflow waits for.
    type === 'TIMER_STARTED' && name !== SLA_TIMER && !ended.has(eventId)
      ? [{ timerId: id ?? String(eventId), startedTime: time, dueTime: time + milliseconds, eventId }]
      : [],
  );
}

function openUpdates(events: readonly PlainEvent[]): HistoryFacts['updates'] {
  const ended = belonging(events, ['WORKFLOW_EXECUTION_UPDATE_COMPLETED']);
  const endedIds = new Set(
    events.flatMap(({ type, id }) => (type === 'WORKFLOW_EXECUTION_UPDATE_COMPLETED' && id !== undefined ? [id] : [])),
  );
  return events.flatMap(({ type, eventId, id, name, time }) =>
    type === 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED' && !ended.has(eventId) && !endedIds.has(id ?? '')
      ? [{ updateId: id ?? String(eventId), name: name ?? 'unknown', acceptedTime: time, eventId }]
      : [],
  );
}

/** The marker of a failed local activity whose timer for the next attempt is what the execution waits for. */
function failedLocalActivity(
  events: readonly PlainEvent[],
  timers: readonly TimerFacts[],
): HistoryFacts['failedLocalActivity'] {
  const marker = events.findLast(({ type, name }) => type === 'MARKER_RECORDED' && name === LOCAL_ACTIVITY);
  if (marker?.failure === undefined) return undefined;
  // Marker and timer are the commands of one workflow task.
  const next = events[events.indexOf(marker) + 1];
  if (next?.type !== 'TIMER_STARTED' || !timers.some(({ eventId }) => eventId === next.eventId)) return undefined;
  const data = (marker.markerData ?? {}) as { readonly attempt?: unknown };
  return {
    eventId: marker.eventId,
    time: marker.time,
    activityType: localActivityType(marker),
    attempt: typeof data.attempt === 'number' ? data.attempt : undefined,
    failure: marker.failure,
  };
}

function isCompletedLocalActivity({ type, name, failure }: PlainEvent): boolean {
  return type === 'MARKER_RECORDED' && name === LOCAL_ACTIVITY && failure === undefined;
}

function localActivityType({ markerData }: PlainEvent): string | undefined {
  const { activity_type: type } = (markerData ?? {}) as { readonly activity_type?: unknown };
  return typeof type === 'string' ? type : undefined;
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

export function completedActivities(events: readonly PlainEvent[]): HistoryFacts['completedActivities'] {
  const scheduled = new Map(
    events.flatMap((event) => (event.type === 'ACTIVITY_TASK_SCHEDULED' ? [[event.eventId, event] as const] : [])),
  );
  return events.flatMap((event) => {
    const { type, eventId, belongsTo = 0 } = event;
    if (isCompletedLocalActivity(event)) {
      return [{ eventId, activityType: localActivityType(event) ?? 'unknown', scheduledBy: event.commandOf ?? 0 }];
    }
    if (type !== 'ACTIVITY_TASK_COMPLETED') return [];
    const { name, commandOf = 0 } = scheduled.get(belongsTo) ?? {};
    return [{ eventId, activityType: name ?? 'unknown', scheduledBy: commandOf }];
  });
}

function openActivities(events: readonly PlainEvent[]): HistoryFacts['openActivities'] {
  const ended = belonging(events, [
    'ACTIVITY_TASK_COMPLETED',
    'ACTIVITY_TASK_FAILED',
    'ACTIVITY_TASK_TIMED_OUT',
    'ACTIVITY_TASK_CANCELED',
  ]);
  return events.flatMap(({ type, eventId, id = '', name = 'unknown', taskQueue = '', time }) =>
    type === 'ACTIVITY_TASK_SCHEDULED' && !ended.has(eventId)
      ? [{ activityId: id, activityType: name, taskQueue, since: time }]
      : [],
  );
}

const CHILD_ENDS = [
  'START_CHILD_WORKFLOW_EXECUTION_FAILED',
  ...['COMPLETED', 'FAILED', 'CANCELED', 'TIMED_OUT', 'TERMINATED'].map((end) => `CHILD_WORKFLOW_EXECUTION_${end}`),
];

/** The children whose end their parent has not heard of. */
export function openChildren(events: readonly PlainEvent[]): HistoryFacts['openChildren'] {
  const ended = belonging(events, CHILD_ENDS);
  return events.flatMap(({ type, eventId, id = '', time, commandOf = 0, isAbandoned = false }) =>
    type === 'START_CHILD_WORKFLOW_EXECUTION_INITIATED' && !ended.has(eventId)
      ? [{ workflowId: id, since: time, scheduledBy: commandOf, isAbandoned }]
      : [],
  );
}

function openTask(events: readonly PlainEvent[]): HistoryFacts['openTask'] {
  // The server takes a task back from its worker that is open when it ends the execution.
  const own = events.filter(({ failedCause }) => failedCause !== 'FORCE_CLOSE_COMMAND');
  const last = own.findLast(({ type }) => isAboutWorkflowTask(type));
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
  const lost = openChildren(before).filter(({ isAbandoned, scheduledBy }) => !isAbandoned && scheduledBy > 0);
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
