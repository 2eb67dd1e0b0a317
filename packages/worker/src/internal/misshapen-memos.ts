import type { GuardHost } from '@handrail/common/host';
import { HR2014 } from '@handrail/errors';
import type { Payload } from '@temporalio/common';
import type { Activated } from './watch-activations';
import type { Command } from './workflow-creator';

/**
 * HR2014: a memo that was a text or a list, of which the SDK keeps each letter or entry under its number. It is told, not stopped:
 * executions in flight may do so for long.
 */
export function reportMisshapenMemos({ info, activation, commands }: Activated, host: GuardHost): void {
  if (activation.isReplaying === true) return;
  const { namespace, workflowId, runId, workflowType } = info;
  for (const command of commands) {
    for (const { subject, fields } of memosOf(command, workflowType)) {
      if (!isSpread(fields)) continue;
      const facts = { subject, field: 'memo', value: 'a text or a list', reason: 'is not an object with fields' };
      host.judge({ ...HR2014.problem(facts), disposition: 'warn' }, `${workflowType}/memo`, {
        inspect: { namespace, workflowId, runId },
      });
    }
  }
}

interface Memo {
  readonly subject: string;
  readonly fields: Readonly<Record<string, Payload>>;
}

function memosOf(command: Command, workflowType: string): Memo[] {
  const child = command['startChildWorkflowExecution'] as Holder;
  const continued = command['continueAsNewWorkflowExecution'] as Holder;
  const change = command['modifyWorkflowProperties'] as { readonly upsertedMemo?: { readonly fields?: object } } | null;
  return [
    { subject: `Child workflow "${child?.workflowType}"`, fields: child?.memo },
    { subject: `Continue-as-new of workflow "${continued?.workflowType}"`, fields: continued?.memo },
    { subject: `upsertMemo in workflow "${workflowType}"`, fields: change?.upsertedMemo?.fields },
  ].flatMap(({ subject, fields }) => (fields == null ? [] : [{ subject, fields: fields as Memo['fields'] }]));
}

type Holder = { readonly memo?: object | null; readonly workflowType?: string | null } | null | undefined;

/** Whether something else than an object was spread. One whose keys are 0, 1, 2… would look the same. */
function isSpread(fields: Memo['fields']): boolean {
  const keys = Object.keys(fields);
  return keys.length > 0 && keys.every((key, index) => key === String(index));
}
