// Of messages that stand in several answers, what is read of them, by the numbers of Temporal's API, which are permanent.
import { type Shape, shape } from './wire-format';

/** A duration, too. */
export const time = shape({ seconds: [1, 'whole'], nanos: [2, 'whole'] });
export const payload = shape({ metadata: [1, 'bytes', 'map'], data: [2, 'bytes'] });
export const payloads = shape({ payloads: [1, payload, 'many'] });
export const named = shape({ name: [1, 'text'] });
export const execution = shape({ workflowId: [1, 'text'] });
/** A deployment's version. */
export const version = shape({ buildId: [1, 'text'], deploymentName: [2, 'text'] });
export const build = shape({ buildId: [1, 'text'] });

export const failure: Shape = shape({
  message: [1, 'text'],
  stackTrace: [3, 'text'],
  cause: [4, () => failure],
  applicationFailureInfo: [5, shape({ type: [1, 'text'], nonRetryable: [2, 'flag'], details: [3, payloads] })],
  timeoutFailureInfo: [6, shape({ timeoutType: [1, 'whole'] })],
  serverFailureInfo: [9, shape({})],
  activityFailureInfo: [11, shape({ activityType: [4, named], activityId: [5, 'text'], retryState: [6, 'whole'] })],
  childWorkflowExecutionFailureInfo: [12, shape({ workflowExecution: [2, execution], workflowType: [3, named] })],
  nexusOperationExecutionFailureInfo: [
    13,
    shape({ endpoint: [2, 'text'], service: [3, 'text'], operation: [4, 'text'] }),
  ],
  encodedAttributes: [20, payload],
});
