/**
 * The workflow interceptors, an entry point of its own: the worker plugin gives its path to the SDK's bundler.
 *
 * @module
 */
import {
  type WorkflowInboundCallsInterceptor,
  type WorkflowInterceptors,
  type WorkflowOutboundCallsInterceptor,
} from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { withActivityDefaults, withChildDefaults } from './internal/defaults';
import {
  APPLIED,
  type CallKind,
  currentExecution,
  guardCall,
  guardTimer,
  HEADER,
  LONGEST_DURATION_MILLISECONDS,
  noteStarterPolicy,
  snapshotOptions,
  withHeader,
} from './internal/runtime';

/** Called by the SDK once for each execution. */
export function interceptors(): WorkflowInterceptors {
  const { outbound } = getActivator().interceptors;
  if (outbound.some((interceptor) => APPLIED in interceptor)) return {};
  return { inbound: [inbound], outbound: [Object.assign(outboundInterceptor, { [APPLIED]: true })] };
}

// None of these functions may be async: one more turn of the microtask queue can change the order of commands, and
// histories recorded without Handrail would not replay.
const inbound: WorkflowInboundCallsInterceptor = {
  execute(input, next) {
    currentExecution().startedUnderHandrail = HEADER in input.headers;
    noteStarterPolicy(input.headers);
    return next(input);
  },
};

const outboundInterceptor: WorkflowOutboundCallsInterceptor = {
  startTimer(input, next) {
    // The SDK has parsed and clamped it; what is left are NaN and what is too long.
    if (!(input.durationMs <= LONGEST_DURATION_MILLISECONDS)) guardTimer('timer', 'duration', input.durationMs);
    return next(input);
  },
  scheduleActivity(input, next) {
    return next({ ...input, options: guarded('activity', input.activityType, input.options, withActivityDefaults) });
  },
  scheduleLocalActivity(input, next) {
    // Called again for each retry that waits in a timer; the call was checked at its first attempt.
    const kind = input.attempt === 1 ? 'localActivity' : undefined;
    return next({ ...input, options: guarded(kind, input.activityType, input.options, withActivityDefaults) });
  },
  startChildWorkflowExecution(input, next) {
    const options = guarded('childWorkflow', input.workflowType, input.options, withChildDefaults);
    return next({ ...input, options, headers: inheritedHeaders(input.headers) });
  },
  continueAsNew(input, next) {
    const options = guarded('continueAsNew', input.options.workflowType, input.options);
    return next({ ...input, options, headers: inheritedHeaders(input.headers) });
  },
  startNexusOperation(input, next) {
    return next({ ...input, options: guarded('nexusOperation', input.operation, input.options) });
  },
};

/** Checks the merged options of a call, and gives what of them is the SDK's: the defaults are in, our own keys are out. */
function guarded<O extends object>(
  kind: CallKind | undefined,
  name: string,
  given: O,
  withDefaults: (options: Record<string, unknown>) => Record<string, unknown> = (options) => options,
): O {
  const { options, unreadable } = snapshotOptions(given);
  const merged = withDefaults(options);
  if (kind !== undefined) guardCall(kind, name, { options: merged, unreadable });
  const { waive: _waive, lifetime: _lifetime, ...sdkOptions } = merged;
  return sdkOptions as O;
}

// What a raw execution starts is part of it: it goes on as it began.
function inheritedHeaders<H extends Parameters<typeof withHeader>[0]>(headers: H): ReturnType<typeof withHeader> {
  return currentExecution().startedUnderHandrail ? withHeader(headers) : headers;
}
