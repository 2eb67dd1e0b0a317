import { HEADER, type HeaderContent } from '@handrail/common/guards';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time';
import type { Door } from './door';
import { startValueProblems } from './start-values';
import { runTimeoutFor, type StartedSla, startedSla } from './started-sla';

interface StartOptions {
  readonly workflowId: string;
}

/**
 * Guards the start of a workflow, and gives it the default run timeout, the search attributes of its SLA and our header.
 *
 * @param options as an interceptor sees them: durations are compiled
 * @param headers those that the start has already
 * @returns copies
 * @throws HandrailError that lists everything that is wrong with them
 */
export function admitStart<O extends StartOptions>(
  door: Door,
  workflowType: string,
  options: O,
  headers: Headers,
): { readonly options: O; readonly headers: Headers } {
  door.check(
    { kind: 'workflow', name: workflowType, where: workflowType, options: options as O & Record<string, unknown> },
    { workflowId: options.workflowId },
    startValueProblems(`Workflow "${workflowType}"`, options as O & Record<string, unknown>),
  );
  const sla = startedSla(door, options);
  return {
    options: {
      ...options,
      ...(lacksTimeout(options) && { workflowRunTimeout: msToTs(runTimeoutFor(door, options)) }),
      ...(sla && { searchAttributes: sla.searchAttributes }),
    },
    headers: withHeader(door, headers, sla),
  };
}

/**
 * Whether a workflow would run without any limit though nobody asked for that. It is a run timeout that is added:
 * continue-as-new renews it, while an execution timeout would end an entity after weeks.
 */
export function lacksTimeout(options: object): boolean {
  const { workflowExecutionTimeout, workflowRunTimeout, lifetime } = options as Record<string, unknown>;
  return workflowExecutionTimeout == null && workflowRunTimeout == null && lifetime !== 'unbounded';
}

/** Marks an execution as started under Handrail, for the guards in its workflow code, which also watches its SLA. */
export function withHeader(
  { policy }: Pick<Door, 'policy'>,
  headers: Headers,
  { sla, deadline }: Partial<StartedSla> = {},
): Headers {
  const content: HeaderContent = {
    v: 1,
    policy: policy.digest,
    ...(sla !== undefined && { sla }),
    ...(deadline !== undefined && { deadline }),
  };
  return { ...headers, [HEADER]: defaultPayloadConverter.toPayload(content) };
}
