import { APPLIED } from '@handrail/common/guards';
import type { WorkflowClientInterceptor, WorkflowExecution } from '@temporalio/client';
import { admitStart, withHeader } from './admit-start';
import type { Door } from './door';
import { explaining } from './explaining';
import type { Call } from './failure';
import { updateOf } from './guard-workflow-handle';
import { watchingUpdate } from './watch-update';

/** Guards every start of a workflow, and explains the errors of all calls that the SDK lets an interceptor see. */
export function workflowInterceptor(door: Door): WorkflowClientInterceptor & { readonly [APPLIED]: Door } {
  const onExecution =
    (call: Call) =>
    <I extends OnExecution, T>(input: I, next: (input: I) => Promise<T>): Promise<T> =>
      explaining(door, { ...call, ...targetOf(input) }, () => next(input));

  return {
    [APPLIED]: door,
    async startWithDetails(input, next) {
      const { workflowType, headers } = input;
      const options = admitStart(door, workflowType, input.options);
      const { workflowId } = options;
      return await explaining(door, { operation: 'workflow.start', workflowId, workflowType, options }, () =>
        next({ ...input, options, headers: withHeader(door, headers) }),
      );
    },
    async signalWithStart(input, next) {
      const { workflowType, headers } = input;
      const options = admitStart(door, workflowType, input.options);
      const { workflowId } = options;
      return await explaining(door, { operation: 'workflow.signalWithStart', workflowId, workflowType, options }, () =>
        next({ ...input, options, headers: withHeader(door, headers) }),
      );
    },
    async startUpdateWithStart(input, next) {
      const { workflowType, workflowStartHeaders, updateName, updateOptions } = input;
      const workflowStartOptions = admitStart(door, workflowType, input.workflowStartOptions);
      const { workflowId } = workflowStartOptions;
      const call = {
        operation: 'workflow.startUpdateWithStart',
        workflowId,
        workflowType,
        options: workflowStartOptions,
        ...updateOf(updateName, updateOptions),
      };
      return await explaining(door, call, () =>
        watchingUpdate(door, call, () =>
          next({ ...input, workflowStartOptions, workflowStartHeaders: withHeader(door, workflowStartHeaders) }),
        ),
      );
    },
    async startUpdate(input, next) {
      const { updateName, options } = input;
      const call = { operation: 'workflow.startUpdate', ...targetOf(input), ...updateOf(updateName, options) };
      return await explaining(door, call, () => watchingUpdate(door, call, () => next(input)));
    },
    async query(input, next) {
      const call = { operation: 'workflow.query', reads: true, ...targetOf(input), query: input.queryType };
      return await explaining(door, call, () => next(input));
    },
    signal: onExecution({ operation: 'workflow.signal' }),
    terminate: onExecution({ operation: 'workflow.terminate' }),
    cancel: onExecution({ operation: 'workflow.cancel' }),
    describe: onExecution({ operation: 'workflow.describe', reads: true }),
  };
}

interface OnExecution {
  readonly workflowExecution: Partial<WorkflowExecution>;
}

function targetOf({ workflowExecution: { workflowId, runId } }: OnExecution): { workflowId?: string; runId?: string } {
  return { ...(workflowId != null && { workflowId }), ...(runId != null && { runId }) };
}
