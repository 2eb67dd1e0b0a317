import type { ActivityFacts, ExecutionFacts } from './facts';
import { failureText } from './internal/failure-text';
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
  const spans = events.flatMap((event): TimelineSpan[] => {
    const kind = OPENS[event.type];
    if (kind !== undefined) return [span(kind, event, ends.get(event.eventId), execution)];
    if (event.type === 'WORKFLOW_EXECUTION_SIGNALED') {
      return [
        {
          kind: 'signal',
          label: event.name ?? 'signal',
          start: event.time,
          end: event.time,
          outcome: 'done',
          eventId: event.eventId,
        },
      ];
    }
    const failed = TASK_ENDS[event.type];
    if (failed === undefined) return [];
    const note = event.failure === undefined ? undefined : failureText(event.failure);
    return [
      {
        kind: 'workflow task',
        label: 'workflow task',
        start: event.time,
        end: event.time,
        outcome: failed,
        eventId: event.eventId,
        note,
      },
    ];
  });
  return [...spans, ...openTask(execution)].sort((one, other) => one.start - other.start);
}

function span(kind: Kind, opened: PlainEvent, closed: PlainEvent | undefined, execution: ExecutionFacts): TimelineSpan {
  const { eventId, time: start } = opened;
  const label = labelOf(kind, opened);
  if (closed !== undefined) {
    const outcome = CLOSES[closed.type] ?? 'done';
    const note = closed.failure === undefined ? undefined : failureText(closed.failure);
    return { kind, label, start, end: closed.time, outcome, eventId, note };
  }
  const isOver = execution.status !== 'RUNNING' && execution.status !== 'PAUSED';
  const activity =
    kind === 'activity' ? execution.activities.find(({ activityId }) => activityId === opened.id) : undefined;
  const note = activity === undefined ? undefined : attemptNote(activity);
  return {
    kind,
    label,
    start,
    end: isOver ? execution.closeTime : undefined,
    outcome: isOver ? 'canceled' : 'open',
    eventId,
    note,
  };
}

function labelOf(kind: Kind, { name, id, milliseconds }: PlainEvent): string {
  if (kind === 'timer') return `timer of ${Math.round((milliseconds ?? 0) / 1_000)} s`;
  return name ?? id ?? kind;
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
