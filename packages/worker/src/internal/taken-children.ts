import { formatProblems, HR1043, type Links } from '@handrail/errors';
import { optionalTsToDate } from '@temporalio/common/lib/time';
import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { setTimeout as wait } from 'node:timers/promises';
import { setText, textOf } from './workflow-failures/failure-text';
import type { Activated } from './watch-activations';
import type { Failure } from './workflow-creator';

interface Taken {
  readonly childId: string;
  readonly childType: string;
}

/** The children that an execution could not start, the latest last. */
const takenBy = new WeakMap<WorkflowInfo, Taken[]>();

const SAID = 'Workflow execution already started';
const DEEPEST = 20;

/**
 * HR1043 for an execution that ends because the id of a child was taken: what the SDK says names neither the child nor its id.
 * Whoever catches the error hears nothing. The server is asked who has the id, when the execution fails and not before.
 *
 * @returns undefined where there is nothing to explain
 */
export function explainTakenChildren(activated: Activated, worker: Worker, links: Links): Promise<unknown> | undefined {
  const { info, activation, commands } = activated;
  for (const { resolveChildWorkflowExecutionStart: resolved } of activation.jobs ?? []) {
    const { workflowId: childId, workflowType: childType } = resolved?.failed ?? {};
    if (childId && childType) takenBy.set(info, [...(takenBy.get(info) ?? []), { childId, childType }]);
  }
  const taken = takenBy.get(info)?.at(-1);
  if (taken === undefined || activation.isReplaying === true) return undefined;
  const failures = commands.flatMap((command) => {
    const failed = command['failWorkflowExecution'] as { readonly failure?: Failure | null } | null | undefined;
    return (failed?.failure && failureOf(failed.failure)) ?? [];
  });
  return failures.length === 0
    ? undefined
    : Promise.all(failures.map((failure) => explain(failure, taken, info, worker, links)));
}

/** The failure in this chain that the SDK has made of the child's. */
function failureOf(failure: Failure): Failure | undefined {
  let current: Failure | null | undefined = failure;
  for (let depth = 0; depth < DEEPEST && current != null; depth++) {
    if (current.applicationFailureInfo == null && textOf(current).message === SAID) return current;
    current = current.cause;
  }
  return undefined;
}

async function explain(
  failure: Failure,
  { childId, childType }: Taken,
  info: WorkflowInfo,
  worker: Worker,
  links: Links,
): Promise<void> {
  const { namespace, workflowId, runId, workflowType } = info;
  const holder = await holderOf(childId, info, worker);
  const problem = HR1043.problem({ workflow: workflowType, childType, childId, ...(holder && { holder }) });
  const inspect = { namespace, workflowId: holder === undefined ? workflowId : childId };
  const block = formatProblems([problem], { links, inspect: { ...inspect, runId: holder?.runId ?? runId } });
  const text = textOf(failure);
  setText(failure, { ...text, message: `${text.message}\n${block}` });
}

type Holder = NonNullable<Parameters<typeof HR1043.problem>[0]['holder']>;

// The workflow task has ten seconds by default, of which this must not take many.
const PATIENCE_MILLISECONDS = 2_000;

async function holderOf(
  childId: string,
  { namespace, workflowId, runId }: WorkflowInfo,
  worker: Worker,
): Promise<Holder | undefined> {
  try {
    const asked = worker.connection?.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId: childId },
    });
    const patience = new AbortController();
    const tired = wait(PATIENCE_MILLISECONDS, undefined, { signal: patience.signal, ref: false }).catch(
      () => undefined,
    );
    const described = await Promise.race([asked, tired]).finally(() => patience.abort());
    const found = described?.workflowExecutionInfo;
    const ended = optionalTsToDate(found?.closeTime);
    const since = ended ?? optionalTsToDate(found?.startTime);
    if (found?.execution?.runId == null || found.type?.name == null || since === undefined) return undefined;
    const parent = found.parentExecution;
    return {
      workflowType: found.type.name,
      runId: found.execution.runId,
      open: ended === undefined,
      since: since.toISOString(),
      ...(parent?.workflowId && {
        parent: { workflowId: parent.workflowId, own: parent.workflowId === workflowId && parent.runId === runId },
      }),
    };
  } catch {
    // Who may not describe executions hears the rest.
    return undefined;
  }
}
