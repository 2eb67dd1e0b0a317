import type { Activation, Completion, Failure, ResolvedExternal } from './workflow-creator';
import { setText, textOf } from './workflow-failures/failure-text';

/**
 * The other workflows that an execution signals or cancels. Of one that is not there the SDK says so without its id: the failure is
 * given it on its way out, and workflow code, which may look at the text, sees what it sees without us.
 */
export function externalWorkflows() {
  const called = { signal: new Map<number, string>(), cancel: new Map<number, string>() };
  const missing = { signal: new Set<string>(), cancel: new Set<string>() };
  const resolve = (kind: Kind, resolved: ResolvedExternal | null | undefined) => {
    if (resolved?.seq == null) return;
    const workflowId = called[kind].get(resolved.seq);
    called[kind].delete(resolved.seq);
    if (workflowId === undefined || resolved.failure == null) return;
    // Two say as much as a thousand, which a workflow may well collect.
    if (missing[kind].size < 2) missing[kind].add(workflowId);
  };
  return {
    noteCalled({ successful }: Completion): void {
      for (const command of successful?.commands ?? []) {
        for (const kind of KINDS) {
          const call = command[COMMANDS[kind]] as ExternalCall | null | undefined;
          const workflowId = call?.childWorkflowId ?? call?.workflowExecution?.workflowId;
          if (call?.seq != null && workflowId != null) called[kind].set(call.seq, workflowId);
        }
      }
    },
    noteResolved({ jobs }: Activation): void {
      for (const job of jobs ?? []) {
        resolve('signal', job.resolveSignalExternalWorkflow);
        resolve('cancel', job.resolveRequestCancelExternalWorkflow);
      }
    },
    nameMissing(failure: Failure): void {
      let current: Failure | null | undefined = failure;
      // Below the failure of a child or an activity is what that has thrown.
      for (let depth = 0; current?.applicationFailureInfo != null && depth < DEEPEST; depth++) {
        const text = textOf(current);
        const kind = KINDS.find((each) => text.message === NOT_FOUND[each]);
        // Of several it is not known which one the failure is of.
        const [workflowId, ...others] = kind === undefined ? [] : missing[kind];
        if (workflowId !== undefined && others.length === 0) {
          setText(current, { ...text, message: `${text.message}: "${workflowId}"` });
        }
        current = current.cause;
      }
    },
  };
}

type Kind = 'signal' | 'cancel';

const KINDS: readonly Kind[] = ['signal', 'cancel'];
const DEEPEST = 20;

const COMMANDS = {
  signal: 'signalExternalWorkflowExecution',
  cancel: 'requestCancelExternalWorkflowExecution',
} as const;

interface ExternalCall {
  readonly seq?: number | null;
  readonly childWorkflowId?: string | null;
  readonly workflowExecution?: { readonly workflowId?: string | null } | null;
}

/** The words of the SDK's core. */
const NOT_FOUND = {
  signal: 'Unable to signal external workflow because it was not found',
  cancel: 'Unable to cancel external workflow because not found',
} as const;
