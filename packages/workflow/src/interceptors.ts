/**
 * The workflow interceptors, an entry point of its own: the worker plugin gives its path to the SDK's bundler.
 *
 * @module
 */
import { APPLIED, type CallKind, HEADER, snapshotOptions } from '@handrail/common/guards';
import type {
  WorkflowInboundCallsInterceptor,
  WorkflowInterceptors,
  WorkflowInternalsInterceptor,
  WorkflowOutboundCallsInterceptor,
} from '@temporalio/workflow';
import { withActivityDefaults, withChildDefaults } from './internal/defaults';
import { currentExecution } from './internal/execution';
import { guardCall } from './internal/guard-call';
import { guardTimer } from './internal/guard-timer';
import { inheritedHeaders, readHeader } from './internal/header';
import { locateValues } from './internal/locate-values';
import { CancellationScope, getActivator } from './internal/sdk';
import { beginSla, withSla } from './internal/keep-sla';
import { sink } from './internal/sink';

/** Called by the SDK once for each execution. */
export function interceptors(): WorkflowInterceptors {
  const { inbound: inboundOfOthers, outbound: outboundOfOthers } = getActivator().interceptors;
  if (outboundOfOthers.some((other) => APPLIED in other)) return {};
  // First on the way in, last on the way out: what others call before they pass an execution on is guarded, too.
  inboundOfOthers.unshift(inbound);
  locateValues();
  return { outbound: [outbound], internals: [internals] };
}

// None of these functions may be async: one more turn of the microtask queue can change the order of commands, and
// histories recorded without Handrail would not replay.
const inbound: WorkflowInboundCallsInterceptor = {
  execute(input, next) {
    currentExecution().startedUnderHandrail = HEADER in input.headers;
    beginSla(readHeader(input.headers));
    return next(input);
  },
  handleSignal: named,
  handleUpdate: named,
};

type Handled = { readonly signalName?: string; readonly name?: string };

/**
 * Lets the stack of what a handler throws begin with whose it is, for the words of the worker's process, which takes that off again.
 * The promise goes on as it is: one more turn of the microtask queue would show in the order of commands.
 */
function named<I extends Handled, R>(input: I, next: (input: I) => Promise<R>): Promise<R> {
  const { signalName, name } = input;
  const handled = next(input);
  handled.catch((error?: Error) =>
    Reflect.set(
      Object(error) as object,
      'stack',
      `[${signalName ? 'signal ' + signalName : 'update ' + name}]\n${error?.stack}`,
    ),
  );
  return handled;
}

const internals: WorkflowInternalsInterceptor = {
  concludeActivation(input, next) {
    const { bufferedSignals, signalHandlers } = getActivator();
    // The worker's process says each name once, for each type of workflow.
    if (bufferedSignals[0]) {
      sink()?.unheard(
        bufferedSignals.map(({ signalName }) => signalName),
        [...signalHandlers.keys()],
      );
    }
    return next(input);
  },
};

const outbound: WorkflowOutboundCallsInterceptor & { [APPLIED]: true } = {
  [APPLIED]: true,
  startTimer(input, next) {
    // The SDK has parsed and clamped it; what is left are NaN, what is too long, and points in time.
    if (!(input.durationMs < 1e12)) guardTimer('timer', 'duration', input.durationMs);
    return next(input);
  },
  scheduleActivity: (input, next) => next(checked('activity', input.activityType, input, withActivityDefaults)),
  scheduleLocalActivity: (input, next) =>
    // Called again for each retry that waits in a timer; the call was checked at its first attempt.
    next(checked(input.attempt === 1 && 'localActivity', input.activityType, input, withActivityDefaults)),
  startChildWorkflowExecution: (input, next) =>
    next(withSla(checked('childWorkflow', input.workflowType, input, withChildDefaults))),
  continueAsNew(input, next) {
    sink()?.again();
    return next(inheritedHeaders(checked('continueAsNew', input.options.workflowType, input), currentExecution().sla));
  },
  startNexusOperation: (input, next) => next(checked('nexusOperation', input.operation, input)),
};

type Options = Record<string, unknown>;

/** Checks the merged options of a call, and passes on what of them is the SDK's: the defaults are in, our own keys are out. */
function checked<I extends { readonly options: object }>(
  kind: CallKind | false,
  name: string,
  input: I,
  withDefaults: (options: Options) => Options = (options) => options,
): I {
  const { options, unreadable } = snapshotOptions(input.options);
  const merged = withDefaults(options);
  if (CancellationScope.current().consideredCancelled) sink()?.late(kind, name);
  if (kind) guardCall(kind, name, { options: merged, unreadable });
  const { waive: _waive, lifetime: _lifetime, ...sdkOptions } = merged;
  return { ...input, options: sdkOptions };
}
