import { APPLIED } from '@handrail/common/guards';
import type { WorkflowClientInterceptor, WorkflowExecution } from '@temporalio/client';
import { type ErrorTarget, translateError } from '../translate-error';
import { admitStart, withHeader } from './admit-start';
import type { Door } from './door';

/** Guards every start of a workflow, and translates the errors of all calls that the SDK lets an interceptor see. */
export function workflowInterceptor(door: Door): WorkflowClientInterceptor & { readonly [APPLIED]: Door } {
  const translated = async <T>(target: ErrorTarget, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw translateError(error, door, target);
    }
  };
  const onExecution = <I extends { readonly workflowExecution: Partial<WorkflowExecution> }, T>(
    input: I,
    next: (input: I) => Promise<T>,
  ): Promise<T> => translated(targetOf(input.workflowExecution), () => next(input));

  return {
    [APPLIED]: door,
    async startWithDetails(input, next) {
      const { workflowType, headers } = input;
      const options = admitStart(door, workflowType, input.options);
      return await translated({ workflowId: options.workflowId }, () =>
        next({ ...input, options, headers: withHeader(door, headers) }),
      );
    },
    async signalWithStart(input, next) {
      const { workflowType, headers } = input;
      const options = admitStart(door, workflowType, input.options);
      return await translated({ workflowId: options.workflowId }, () =>
        next({ ...input, options, headers: withHeader(door, headers) }),
      );
    },
    async startUpdateWithStart(input, next) {
      const { workflowType, workflowStartHeaders } = input;
      const workflowStartOptions = admitStart(door, workflowType, input.workflowStartOptions);
      return await translated({ workflowId: workflowStartOptions.workflowId }, () =>
        next({ ...input, workflowStartOptions, workflowStartHeaders: withHeader(door, workflowStartHeaders) }),
      );
    },
    startUpdate: onExecution,
    signal: onExecution,
    query: onExecution,
    terminate: onExecution,
    cancel: onExecution,
    describe: onExecution,
  };
}

function targetOf({ workflowId, runId }: Partial<WorkflowExecution>): ErrorTarget {
  return { ...(workflowId != null && { workflowId }), ...(runId != null && { runId }) };
}
