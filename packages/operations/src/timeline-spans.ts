import type { ActivityFacts, ExecutionFacts } from './facts';
import { SLA_TIMER } from '@handrail/common/guards';
import { failureText } from './internal/failure-text';
import { visibleText } from './internal/visible-text';
import { type LocalActivity, localActivityIn } from './gather/local-activity';
import type { PlainEvent } from './gather/plain-event';
import type { TimelineSpan } from './timeline';

type Kind = TimelineSpan['kind'];
type Outcome = TimelineSpan['outcome'];

const OPENS: Readonly<Record<string, Kind>> = {
  ACTIVITY_TASK_SCHEDULED: 'activity',
  TIMER_STARTED: 'timer',
  START_CHILD_WORKFLOW_EXECUTION_INITIATED: 'child workflow',
  NEXUS_OPERATION_SCHEDULED: 'nexus operation',
  WORKFLOW_EXECUTION_UPDATE_ACCEPTED: 'update',
};

const CLOSES: Readonly<Record<string, Outcome>> = {
  ACTIVITY_TASK_COMPLETED: 'done',
  ACTIVITY_TASK_FAILED: 'failed',
  ACTIVITY_TASK_TIMED_OUT: 'timed out',
  ACTIVITY_TASK_CANCELED: 'canceled',
  TIMER_FIRED: 'done',
  TIMER_CANCELED: 'canceled',
  CHILD_WORKFLOW_EXECUTION_COMPLETED: 'done',
  CHILD_WORKFLOW_EXECUTION_FAILED: 'failed',
  CHILD_WORKFLOW_EXECUTION_CANCELED: 'canceled',
  CHILD_WORKFLOW_EXECUTION_TIMED_OUT: 'timed out',
  CHILD_WORKFLOW_EXECUTION_TERMINATED: 'failed',
  START_CHILD_WORKFLOW_EXECUTION_FAILED: 'failed',
  NEXUS_OPERATION_COMPLETED: 'done',
  NEXUS_OPERATION_FAILED: 'failed',
  NEXUS_OPERATION_CANCELED: 'canceled',
  NEXUS_OPERATION_TIMED_OUT: 'timed out',
  WORKFLOW_EXECUTION_UPDATE_COMPLETED: 'done',
};

const TASK_ENDS: Readonly<Record<string, Outcome>> = {
  WORKFLOW_TASK_FAILED: 'failed',
  WORKFLOW_TASK_TIMED_OUT: 'timed out',
};

/** Pure: the spans that a history shows, with the attempts that only the server's description has. */
export function spansOf(events: readonly PlainEvent[], execution: ExecutionFacts): TimelineSpan[] {
  const ends = new Map(
    events.flatMap((event) =>
      CLOSES[event.type] !== undefined && event.belongsTo !== undefined ? [[event.belongsTo, event] as const] : [],
    ),
  );
  const starts = new Map(
    events.flatMap((event) =>
      event.type === 'ACTIVITY_TASK_STARTED' && event.belongsTo !== undefined
        ? [[event.belongsTo, event] as const]
        : [],
    ),
  );
  const spans = events.flatMap((event): TimelineSpan[] => {
    const kind = OPENS[event.type];
    if (kind !== undefined) {
      const known = { started: starts.get(event.eventId), closed: ends.get(event.eventId) };
      return [span(kind, event, known, execution)];
    }
    if (event.type === 'WORKFLOW_EXECUTION_SIGNALED') return [moment('signal', event.name ?? 'signal', event)];
    if (event.type === 'WORKFLOW_EXECUTION_CANCEL_REQUESTED') return [moment('cancellation', 'was requested', event)];
    const local = localActivityIn(event);
    if (local !== undefined) return [localSpan(event, local)];
    const failed = TASK_ENDS[event.type];
    return failed === undefined ? [] : [{ ...moment('workflow task', 'workflow task', event), outcome: failed }];
  });
  return inOneRow([...spans, ...openTask(execution)].sort((one, other) => one.start - other.start));
}

/** What took no time. */
function moment(kind: Kind, label: string, { time, eventId, failure }: PlainEvent): TimelineSpan {
  const note = failure === undefined ? undefined : failureText(failure);
  return {
    kind,
    label: visibleText(label),
    start: time,
    end: time,
    outcome: 'done',
    eventId,
    ...(note !== undefined && { note }),
  };
}

function localSpan(event: PlainEvent, { activityType, since }: LocalActivity): TimelineSpan {
  const outcome = event.failure === undefined ? 'done' : 'failed';
  return {
    ...moment('local activity', activityType ?? 'of an unknown type', event),
    start: since ?? event.time,
    outcome,
  };
}

// Fewer can be looked through.
const MANY_SIGNALS = 4;

/** Of one signal that came again and again, with nothing between, the first and the last are what there is to see. */
function inOneRow(spans: readonly TimelineSpan[]): TimelineSpan[] {
  const runs: TimelineSpan[][] = [];
  for (const span of spans) {
    const run = runs.at(-1);
    if (span.kind === 'signal' && run?.[0]?.kind === 'signal' && run[0].label === span.label) run.push(span);
    else runs.push([span]);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined || run.length < MANY_SIGNALS) return run;
    return [{ ...first, end: last.end, note: `${run.length} times, the last one is event ${last.eventId}` }];
  });
}

/** What else the history says of what was opened. */
interface Known {
  readonly started: PlainEvent | undefined;
  readonly closed: PlainEvent | undefined;
}

function span(kind: Kind, opened: PlainEvent, { started, closed }: Known, execution: ExecutionFacts): TimelineSpan {
  const { eventId, time: start } = opened;
  const label = visibleText(labelOf(kind, opened));
  const named = { kind, label, ...(kind === 'activity' && opened.id !== undefined && { id: opened.id }) };
  if (closed !== undefined) {
    const outcome = CLOSES[closed.type] ?? 'done';
    const failed = closed.failure === undefined ? [] : [failureText(closed.failure)];
    const notes = [...attemptsBefore(started), ...failed];
    return {
      ...named,
      start,
      end: closed.time,
      outcome,
      eventId,
      note: notes.length > 0 ? notes.join('; ') : undefined,
    };
  }
  if (execution.status !== 'RUNNING' && execution.status !== 'PAUSED') {
    return opened.isAbandoned
      ? { ...named, start, outcome: 'open', eventId, note: 'left to itself: what has become of it is not known here' }
      : {
          ...named,
          start,
          end: execution.closeTime,
          outcome: 'canceled',
          eventId,
          note: 'open when the execution ended',
        };
  }
  const activity =
    kind === 'activity' ? execution.activities.find(({ activityId }) => activityId === opened.id) : undefined;
  const note = activity === undefined ? undefined : attemptNote(activity);
  return { ...named, start, end: undefined, outcome: 'open', eventId, note };
}

/** The server writes only the last attempt of an activity into the history, with what the one before failed with. */
function attemptsBefore(started: PlainEvent | undefined): string[] {
  const { attempt = 1, failure } = started ?? {};
  if (attempt < 2) return [];
  return [`attempt ${attempt}${failure === undefined ? '' : `, the one before failed with: ${failureText(failure)}`}`];
}

function labelOf(kind: Kind, { name, id, milliseconds }: PlainEvent): string {
  if (kind === 'timer') {
    const seconds = (milliseconds ?? 0) / 1_000;
    // A short one is none of 0 s.
    const length =
      seconds < 0.1
        ? `${milliseconds ?? 0} ms`
        : `${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
    const of = `timer of ${length}`;
    // Handrail's own, for which the workflow does not wait.
    return name === SLA_TIMER ? `${of} (watches the SLA)` : of;
  }
  return (kind === 'child workflow' ? id : name) ?? name ?? id ?? kind;
}

function attemptNote({ attempt, state, lastFailure }: ActivityFacts): string {
  const failed = lastFailure === undefined ? '' : `, the last one failed with: ${failureText(lastFailure)}`;
  return `${state.toLowerCase()}, attempt ${attempt}${failed}`;
}

/** The workflow task that waits or is at work: a task that succeeds is no wait. */
function openTask({ workflowTask: task }: ExecutionFacts): TimelineSpan[] {
  const start = task?.originalScheduledTime ?? task?.scheduledTime;
  if (task === undefined || start === undefined) return [];
  const note = `${task.state.toLowerCase()}, attempt ${task.attempt}`;
  return [{ kind: 'workflow task', label: 'workflow task', start, outcome: 'open', note }];
}
