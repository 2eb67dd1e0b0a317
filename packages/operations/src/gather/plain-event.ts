import type { FailureFacts, Instant, TimeoutType } from '../facts';
import type { StartFacts } from '../history-facts';
import { eventTypeOf, isAbandon, retryStateOf, taskFailedCauseOf, timeoutTypeOf } from './enums';
import { readFailure } from './failure';
import { plainPayload } from './payload';
import { toInstant, toMilliseconds, toNumber, toText } from './wire';
import type { WireEvent } from './wire-types';

/** An event of a history, with what a diagnosis needs of it. */
export interface PlainEvent {
  readonly eventId: number;
  readonly type: string;
  readonly time: Instant;
  readonly identity?: string | undefined;
  readonly buildId?: string | undefined;
  readonly name?: string | undefined;
  /** The event that this one belongs to: an activity's or a timer's first one, an update's acceptance. */
  readonly belongsTo?: number | undefined;
  readonly id?: string | undefined;
  /** The workflow task that completed with the command for it. */
  readonly commandOf?: number | undefined;
  readonly taskQueue?: string | undefined;
  readonly milliseconds?: number | undefined;
  readonly attempt?: number | undefined;
  readonly timeoutType?: TimeoutType | undefined;
  readonly failure?: FailureFacts | undefined;
  readonly failedCause?: string | undefined;
  readonly retryState?: string | undefined;
  readonly reason?: string | undefined;
  readonly newRunId?: string | undefined;
  readonly isAbandoned?: boolean | undefined;
  readonly suggestsContinueAsNew?: boolean | undefined;
  readonly markerData?: unknown;
  /** Of the first event. */
  readonly start?: StartFacts | undefined;
}

/** Reads the attributes that are of use, whatever the type of the event. */
export function readEvent(event: WireEvent): PlainEvent {
  const type = eventTypeOf(event.eventType);
  const rest: Rest = READERS[type]?.(event) ?? {};
  // Not a new object from the parts of two: of ten thousand events that takes longer than all else.
  return Object.assign(rest, {
    eventId: toNumber(event.eventId),
    type,
    time: toInstant(event.eventTime) ?? 0,
  });
}

type Rest = Omit<PlainEvent, 'eventId' | 'type' | 'time'>;

const READERS: Readonly<Record<string, (event: WireEvent) => Rest>> = {
  WORKFLOW_EXECUTION_STARTED: ({ workflowExecutionStartedEventAttributes: it }) => ({
    start: {
      attempt: it?.attempt ?? 1,
      cronSchedule: toText(it?.cronSchedule),
      continuedRunId: toText(it?.continuedExecutionRunId),
      lastFailure: readFailure(it?.continuedFailure),
    },
  }),
  WORKFLOW_TASK_STARTED: ({ workflowTaskStartedEventAttributes: it }) => ({
    identity: toText(it?.identity),
    suggestsContinueAsNew: it?.suggestContinueAsNew ?? false,
  }),
  WORKFLOW_TASK_COMPLETED: ({ workflowTaskCompletedEventAttributes: it }) => ({
    identity: toText(it?.identity),
    buildId: toText(it?.deploymentVersion?.buildId) ?? toText(it?.workerVersion?.buildId),
  }),
  WORKFLOW_TASK_TIMED_OUT: ({ workflowTaskTimedOutEventAttributes: it }) => ({
    timeoutType: timeoutTypeOf(it?.timeoutType),
  }),
  WORKFLOW_TASK_FAILED: ({ workflowTaskFailedEventAttributes: it }) => ({
    identity: toText(it?.identity),
    buildId: toText(it?.workerVersion?.buildId),
    failedCause: taskFailedCauseOf(it?.cause),
    failure: readFailure(it?.failure),
  }),
  ACTIVITY_TASK_SCHEDULED: ({ activityTaskScheduledEventAttributes: it }) => ({
    id: toText(it?.activityId),
    name: toText(it?.activityType?.name),
    taskQueue: toText(it?.taskQueue?.name),
    commandOf: toNumber(it?.workflowTaskCompletedEventId),
  }),
  ACTIVITY_TASK_STARTED: ({ activityTaskStartedEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
    attempt: it?.attempt ?? 1,
    failure: readFailure(it?.lastFailure),
  }),
  ACTIVITY_TASK_COMPLETED: ({ activityTaskCompletedEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
  }),
  ACTIVITY_TASK_FAILED: ({ activityTaskFailedEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
    failure: readFailure(it?.failure),
    retryState: retryStateOf(it?.retryState),
  }),
  ACTIVITY_TASK_TIMED_OUT: ({ activityTaskTimedOutEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
    failure: readFailure(it?.failure),
    timeoutType: timeoutTypeOf(it?.failure?.timeoutFailureInfo?.timeoutType),
    retryState: retryStateOf(it?.retryState),
  }),
  ACTIVITY_TASK_CANCELED: ({ activityTaskCanceledEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
  }),
  TIMER_STARTED: ({ timerStartedEventAttributes: it, userMetadata }) => ({
    id: toText(it?.timerId),
    name: textOf(plainPayload(userMetadata?.summary)),
    milliseconds: toMilliseconds(it?.startToFireTimeout),
  }),
  TIMER_FIRED: ({ timerFiredEventAttributes: it }) => ({ belongsTo: toNumber(it?.startedEventId) }),
  TIMER_CANCELED: ({ timerCanceledEventAttributes: it }) => ({ belongsTo: toNumber(it?.startedEventId) }),
  MARKER_RECORDED: ({ markerRecordedEventAttributes: it }) => ({
    name: toText(it?.markerName),
    commandOf: toNumber(it?.workflowTaskCompletedEventId),
    failure: readFailure(it?.failure),
    markerData: plainPayload(it?.details?.['data']?.payloads?.[0]),
  }),
  WORKFLOW_EXECUTION_SIGNALED: ({ workflowExecutionSignaledEventAttributes: it }) => ({ name: toText(it?.signalName) }),
  WORKFLOW_EXECUTION_UPDATE_ACCEPTED: ({ workflowExecutionUpdateAcceptedEventAttributes: it }) => ({
    id: toText(it?.acceptedRequest?.meta?.updateId) ?? toText(it?.protocolInstanceId),
    name: toText(it?.acceptedRequest?.input?.name),
  }),
  WORKFLOW_EXECUTION_UPDATE_COMPLETED: ({ workflowExecutionUpdateCompletedEventAttributes: it }) => ({
    belongsTo: toNumber(it?.acceptedEventId),
    id: toText(it?.meta?.updateId),
  }),
  START_CHILD_WORKFLOW_EXECUTION_INITIATED: ({ startChildWorkflowExecutionInitiatedEventAttributes: it }) => ({
    id: toText(it?.workflowId),
    name: toText(it?.workflowType?.name),
    commandOf: toNumber(it?.workflowTaskCompletedEventId),
    isAbandoned: isAbandon(it?.parentClosePolicy),
  }),
  CHILD_WORKFLOW_EXECUTION_COMPLETED: ({ childWorkflowExecutionCompletedEventAttributes: it }) => ended(it),
  CHILD_WORKFLOW_EXECUTION_FAILED: ({ childWorkflowExecutionFailedEventAttributes: it }) => ended(it),
  CHILD_WORKFLOW_EXECUTION_CANCELED: ({ childWorkflowExecutionCanceledEventAttributes: it }) => ended(it),
  CHILD_WORKFLOW_EXECUTION_TIMED_OUT: ({ childWorkflowExecutionTimedOutEventAttributes: it }) => ended(it),
  CHILD_WORKFLOW_EXECUTION_TERMINATED: ({ childWorkflowExecutionTerminatedEventAttributes: it }) => ended(it),
  START_CHILD_WORKFLOW_EXECUTION_FAILED: ({ startChildWorkflowExecutionFailedEventAttributes: it }) => ({
    ...ended(it),
    id: toText(it?.workflowId),
  }),
  SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED: ({ signalExternalWorkflowExecutionInitiatedEventAttributes: it }) => ({
    name: toText(it?.signalName),
    commandOf: toNumber(it?.workflowTaskCompletedEventId),
  }),
  SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED: ({ signalExternalWorkflowExecutionFailedEventAttributes: it }) => ({
    ...ended(it),
    id: toText(it?.workflowExecution?.workflowId),
  }),
  REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED: ({
    requestCancelExternalWorkflowExecutionInitiatedEventAttributes: it,
  }) => ({ commandOf: toNumber(it?.workflowTaskCompletedEventId) }),
  REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED: ({
    requestCancelExternalWorkflowExecutionFailedEventAttributes: it,
  }) => ({ ...ended(it), id: toText(it?.workflowExecution?.workflowId) }),
  NEXUS_OPERATION_SCHEDULED: ({ nexusOperationScheduledEventAttributes: it }) => ({
    name: toText([it?.service, it?.operation].filter(Boolean).join('.')),
    commandOf: toNumber(it?.workflowTaskCompletedEventId),
  }),
  NEXUS_OPERATION_COMPLETED: ({ nexusOperationCompletedEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
  }),
  NEXUS_OPERATION_CANCELED: ({ nexusOperationCanceledEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
  }),
  NEXUS_OPERATION_FAILED: ({ nexusOperationFailedEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
    failure: readFailure(it?.failure),
  }),
  NEXUS_OPERATION_TIMED_OUT: ({ nexusOperationTimedOutEventAttributes: it }) => ({
    belongsTo: toNumber(it?.scheduledEventId),
    failure: readFailure(it?.failure),
  }),
  WORKFLOW_EXECUTION_COMPLETED: ({ workflowExecutionCompletedEventAttributes: it }) => ({
    newRunId: toText(it?.newExecutionRunId),
  }),
  WORKFLOW_EXECUTION_FAILED: ({ workflowExecutionFailedEventAttributes: it }) => ({
    failure: readFailure(it?.failure),
    retryState: retryStateOf(it?.retryState),
    newRunId: toText(it?.newExecutionRunId),
  }),
  WORKFLOW_EXECUTION_TIMED_OUT: ({ workflowExecutionTimedOutEventAttributes: it }) => ({
    retryState: retryStateOf(it?.retryState),
    newRunId: toText(it?.newExecutionRunId),
  }),
  WORKFLOW_EXECUTION_TERMINATED: ({ workflowExecutionTerminatedEventAttributes: it }) => ({
    reason: it?.reason ?? '',
    identity: toText(it?.identity),
  }),
  WORKFLOW_EXECUTION_CONTINUED_AS_NEW: ({ workflowExecutionContinuedAsNewEventAttributes: it }) => ({
    newRunId: toText(it?.newExecutionRunId),
  }),
};

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

interface ChildEnd {
  readonly initiatedEventId?: Parameters<typeof toNumber>[0];
}

function ended(attributes: ChildEnd | null | undefined): Rest {
  return { belongsTo: toNumber(attributes?.initiatedEventId) };
}
