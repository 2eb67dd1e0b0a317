// What `readEvent` reads of the events of a history, by the numbers of Temporal's API, which are permanent.
import { build, execution, failure, named, payload, payloads, time } from './shapes';
import { type Shape, shape } from './wire-format';

// Of each type of event its attributes, by the number that they have in an event.
const attributes = {
  workflowExecutionStarted: [
    6,
    shape({
      continuedExecutionRunId: [10, 'text'],
      continuedFailure: [12, failure],
      attempt: [18, 'whole'],
      cronSchedule: [20, 'text'],
    }),
  ],
  workflowExecutionCompleted: [7, shape({ newExecutionRunId: [3, 'text'] })],
  workflowExecutionFailed: [
    8,
    shape({ failure: [1, failure], retryState: [2, 'whole'], newExecutionRunId: [4, 'text'] }),
  ],
  workflowExecutionTimedOut: [9, shape({ retryState: [1, 'whole'], newExecutionRunId: [2, 'text'] })],
  workflowTaskStarted: [11, shape({ identity: [2, 'text'], suggestContinueAsNew: [4, 'flag'] })],
  workflowTaskCompleted: [
    12,
    shape({ identity: [3, 'text'], workerVersion: [5, build], deploymentVersion: [11, build] }),
  ],
  workflowTaskTimedOut: [13, shape({ timeoutType: [3, 'whole'] })],
  workflowTaskFailed: [
    14,
    shape({ cause: [3, 'whole'], failure: [4, failure], identity: [5, 'text'], workerVersion: [10, build] }),
  ],
  activityTaskScheduled: [
    15,
    shape({
      activityId: [1, 'text'],
      activityType: [2, named],
      taskQueue: [4, named],
      workflowTaskCompletedEventId: [11, 'whole'],
    }),
  ],
  activityTaskStarted: [
    16,
    shape({ scheduledEventId: [1, 'whole'], attempt: [4, 'whole'], lastFailure: [5, failure] }),
  ],
  activityTaskCompleted: [17, shape({ scheduledEventId: [2, 'whole'] })],
  activityTaskFailed: [18, shape({ failure: [1, failure], scheduledEventId: [2, 'whole'], retryState: [5, 'whole'] })],
  activityTaskTimedOut: [
    19,
    shape({ failure: [1, failure], scheduledEventId: [2, 'whole'], retryState: [4, 'whole'] }),
  ],
  timerStarted: [20, shape({ timerId: [1, 'text'], startToFireTimeout: [2, time] })],
  timerFired: [21, shape({ startedEventId: [2, 'whole'] })],
  activityTaskCanceled: [23, shape({ scheduledEventId: [3, 'whole'] })],
  timerCanceled: [24, shape({ startedEventId: [2, 'whole'] })],
  markerRecorded: [
    25,
    shape({
      markerName: [1, 'text'],
      details: [2, payloads, 'map'],
      workflowTaskCompletedEventId: [3, 'whole'],
      failure: [5, failure],
    }),
  ],
  workflowExecutionSignaled: [26, shape({ signalName: [1, 'text'] })],
  workflowExecutionTerminated: [27, shape({ reason: [1, 'text'], identity: [3, 'text'] })],
  requestCancelExternalWorkflowExecutionInitiated: [30, shape({ workflowTaskCompletedEventId: [1, 'whole'] })],
  requestCancelExternalWorkflowExecutionFailed: [
    31,
    shape({ workflowExecution: [4, execution], initiatedEventId: [5, 'whole'] }),
  ],
  workflowExecutionContinuedAsNew: [33, shape({ newExecutionRunId: [1, 'text'] })],
  startChildWorkflowExecutionInitiated: [
    34,
    shape({
      workflowId: [2, 'text'],
      workflowType: [3, named],
      parentClosePolicy: [9, 'whole'],
      workflowTaskCompletedEventId: [11, 'whole'],
    }),
  ],
  startChildWorkflowExecutionFailed: [35, shape({ workflowId: [2, 'text'], initiatedEventId: [6, 'whole'] })],
  childWorkflowExecutionCompleted: [37, shape({ initiatedEventId: [5, 'whole'] })],
  childWorkflowExecutionFailed: [38, shape({ initiatedEventId: [5, 'whole'] })],
  childWorkflowExecutionCanceled: [39, shape({ initiatedEventId: [5, 'whole'] })],
  childWorkflowExecutionTimedOut: [40, shape({ initiatedEventId: [4, 'whole'] })],
  childWorkflowExecutionTerminated: [41, shape({ initiatedEventId: [4, 'whole'] })],
  signalExternalWorkflowExecutionInitiated: [
    42,
    shape({ workflowTaskCompletedEventId: [1, 'whole'], signalName: [4, 'text'] }),
  ],
  signalExternalWorkflowExecutionFailed: [
    43,
    shape({ workflowExecution: [4, execution], initiatedEventId: [5, 'whole'] }),
  ],
  workflowExecutionUpdateAccepted: [
    46,
    shape({
      protocolInstanceId: [1, 'text'],
      acceptedRequest: [
        4,
        shape({ meta: [1, shape({ updateId: [1, 'text'] })], input: [2, shape({ name: [2, 'text'] })] }),
      ],
    }),
  ],
  workflowExecutionUpdateCompleted: [
    48,
    shape({ meta: [1, shape({ updateId: [1, 'text'] })], acceptedEventId: [3, 'whole'] }),
  ],
  nexusOperationScheduled: [
    53,
    shape({ service: [2, 'text'], operation: [3, 'text'], workflowTaskCompletedEventId: [7, 'whole'] }),
  ],
  nexusOperationCompleted: [55, shape({ scheduledEventId: [1, 'whole'] })],
  nexusOperationFailed: [56, shape({ scheduledEventId: [1, 'whole'], failure: [2, failure] })],
  nexusOperationCanceled: [57, shape({ scheduledEventId: [1, 'whole'] })],
  nexusOperationTimedOut: [58, shape({ scheduledEventId: [1, 'whole'], failure: [2, failure] })],
} as const satisfies Readonly<Record<string, readonly [number, Shape]>>;

const event = shape({
  eventId: [1, 'whole'],
  eventTime: [2, time],
  eventType: [3, 'whole'],
  ...Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [`${name}EventAttributes`, attribute] as const),
  ),
  userMetadata: [301, shape({ summary: [1, payload] })],
});

/** An answer to either of the two questions for a history. */
export const historyPage = shape({
  history: [1, shape({ events: [1, event, 'many'] })],
  nextPageToken: [3, 'bytes'],
});
