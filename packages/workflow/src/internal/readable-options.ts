import { APPLIED, type CallKind, type OptionsSnapshot, snapshotOptions, UNREADABLE } from '@handrail/common/guards';
import { inWorkflowContext } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { guardCall } from './guard-call';

/**
 * Options that the SDK can copy: where a getter throws, the option is left out, and a note of it goes along to the
 * interceptor, which reports it (HR2013) together with whatever else is wrong with the call.
 */
export function readableOptions<O>(kind: CallKind, nameOf: () => string, options: O): O {
  if (typeof options !== 'object' || options === null) return options;
  return withNote(kind, nameOf, snapshotOptions(options)) as O;
}

/** The options of a snapshot with the note of what it could not read, or, where no interceptor reads notes, its report. */
export function withNote(kind: CallKind, nameOf: () => string, snapshot: OptionsSnapshot): Record<string, unknown> {
  const { options, unreadable } = snapshot;
  if (unreadable.length === 0) return options;
  if (inWorkflowContext() && !hasInterceptors()) guardCall(kind, nameOf(), snapshot);
  return { ...options, [UNREADABLE]: unreadable };
}

function hasInterceptors(): boolean {
  return getActivator().interceptors.outbound.some((interceptor) => APPLIED in interceptor);
}
