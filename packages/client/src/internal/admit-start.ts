import { HEADER, type HeaderContent } from '@handrail/common/guards';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';
import type { Door } from './door';

interface StartOptions {
  readonly workflowId: string;
}

/**
 * Guards the start of a workflow and gives it the default run timeout.
 *
 * @param options as an interceptor sees them: durations are compiled
 * @returns a copy of the options
 * @throws HandrailError that lists everything that is wrong with them
 */
export function admitStart<O extends StartOptions>(door: Door, workflowType: string, options: O): O {
  door.check(
    { kind: 'workflow', name: workflowType, where: workflowType, options: options as O & Record<string, unknown> },
    { workflowId: options.workflowId },
  );
  if (!lacksTimeout(options)) return options;
  return { ...options, workflowRunTimeout: msToTs(door.policy.workflow.runTimeout) };
}

/**
 * Whether a workflow would run without any limit though nobody asked for that. It is a run timeout that is added:
 * continue-as-new renews it, while an execution timeout would end an entity after weeks.
 */
export function lacksTimeout(options: object): boolean {
  const { workflowExecutionTimeout, workflowRunTimeout, lifetime } = options as Record<string, unknown>;
  return workflowExecutionTimeout == null && workflowRunTimeout == null && lifetime !== 'unbounded';
}

/** Marks an execution as started under Handrail, for the guards in its workflow code. */
export function withHeader({ policy }: Door, headers: Headers): Headers {
  const content: HeaderContent = { v: 1, policy: policy.digest };
  return { ...headers, [HEADER]: defaultPayloadConverter.toPayload(content) };
}
