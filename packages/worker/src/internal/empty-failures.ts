import { formatProblems, HR1044, type Links } from '@handrail/errors';
import type { Activated } from './watch-activations';
import type { Failure } from './workflow-creator';

/** HR1044 in the place of the message that a workflow's failure does not have. Nothing is added where it says anything. */
export function explainEmptyFailures({ info, commands }: Activated, links: Links): void {
  for (const command of commands) {
    const failed = command['failWorkflowExecution'] as { readonly failure?: EmptyFailure | null } | null | undefined;
    const failure = failed?.failure;
    if (failure?.applicationFailureInfo == null || failure.encodedAttributes != null) continue;
    const { type, details } = failure.applicationFailureInfo;
    if (failure.message || type || details?.payloads?.length) continue;
    const { namespace, workflowId, runId, workflowType } = info;
    const problem = HR1044.problem({ subject: `Workflow "${workflowType}"` });
    failure.message = formatProblems([problem], { links, inspect: { namespace, workflowId, runId } });
  }
}

interface EmptyFailure extends Omit<Failure, 'applicationFailureInfo'> {
  applicationFailureInfo?: {
    readonly type?: string | null;
    readonly details?: { readonly payloads?: readonly unknown[] | null } | null;
  } | null;
}
