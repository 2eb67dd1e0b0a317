/**
 * The workflow interceptors, an entry point of its own: the worker plugin gives its path to the SDK's bundler.
 *
 * @module
 */
import { APPLIED, type CallKind, HEADER } from '@handrail/common/guards';
import {
  type ActivityOptions,
  type WorkflowInboundCallsInterceptor,
  workflowInfo,
  type WorkflowInterceptors,
  type WorkflowOutboundCallsInterceptor,
} from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { currentExecution, embeddedPolicy, guardCall, withHeader } from './internal/runtime';

/** Called by the SDK once for each execution. */
export function interceptors(): WorkflowInterceptors {
  const { outbound } = getActivator().interceptors;
  if (outbound.some((interceptor) => APPLIED in interceptor)) return {};
  return { inbound: [inboundInterceptor()], outbound: [outboundInterceptor()] };
}

function inboundInterceptor(): WorkflowInboundCallsInterceptor {
  return {
    execute(input, next) {
      currentExecution().startedUnderHandrail = HEADER in input.headers;
      return next(input);
    },
  };
}

function outboundInterceptor(): WorkflowOutboundCallsInterceptor {
  const interceptor: WorkflowOutboundCallsInterceptor = {
    scheduleActivity(input, next) {
      const options = withActivityDefaults(input.options);
      guard('activity', input.activityType, `${workflowInfo().workflowType}/${input.activityType}`, options);
      return next({ ...input, options });
    },
    scheduleLocalActivity(input, next) {
      const options = withActivityDefaults(input.options);
      // Called again for each retry that waits in a timer; the call was checked at its first attempt.
      if (input.attempt === 1) {
        guard('localActivity', input.activityType, `${workflowInfo().workflowType}/${input.activityType}`, options);
      }
      return next({ ...input, options });
    },
    startChildWorkflowExecution(input, next) {
      guard('childWorkflow', input.workflowType, input.workflowType, input.options);
      const headers = currentExecution().startedUnderHandrail ? withHeader(input.headers) : input.headers;
      return next({ ...input, options: withChildDefaults(input.options), headers });
    },
    continueAsNew(input, next) {
      guard('continueAsNew', input.options.workflowType, input.options.workflowType, input.options);
      const headers = currentExecution().startedUnderHandrail ? withHeader(input.headers) : input.headers;
      return next({ ...input, headers });
    },
    startNexusOperation(input, next) {
      guard('nexusOperation', input.operation, `${workflowInfo().workflowType}/${input.operation}`, input.options);
      return next(input);
    },
  };
  return Object.assign(interceptor, { [APPLIED]: true });
}

function guard(kind: CallKind, name: string, where: string, options: object): void {
  guardCall({ kind, name, where, options: options as Record<string, unknown> });
}

function withActivityDefaults<T extends ActivityOptions>(options: T): T {
  const { startToCloseTimeout, retry } = embeddedPolicy.activity;
  return {
    ...options,
    ...(options.startToCloseTimeout == null && options.scheduleToCloseTimeout == null && { startToCloseTimeout }),
    ...(options.retry == null && retry !== undefined && { retry }),
  };
}

function withChildDefaults<
  T extends { parentClosePolicy?: unknown; workflowRunTimeout?: unknown; workflowExecutionTimeout?: unknown },
>(options: T): T {
  const { parentClosePolicy, workflowRunTimeout, workflowExecutionTimeout } = options;
  const { lifetime } = options as { lifetime?: unknown };
  if (parentClosePolicy !== 'ABANDON' || workflowRunTimeout != null || workflowExecutionTimeout != null) return options;
  if (lifetime === 'unbounded') return options;
  return { ...options, workflowRunTimeout: embeddedPolicy.workflow.runTimeout };
}
