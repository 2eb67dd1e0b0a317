import type { GuardHost } from '@handrail/common/host';
import { HR1073 } from '@handrail/errors';
import type { Activated } from './watch-activations';
import type { Command } from './workflow-creator';

/** What a workflow can begin and not wait for: the command, and how its fields name it. */
const KINDS: readonly (readonly [command: string, kind: string, field: string])[] = [
  ['startChildWorkflowExecution', 'child workflow', 'workflowType'],
  ['scheduleActivity', 'activity', 'activityType'],
  ['scheduleLocalActivity', 'local activity', 'activityType'],
  ['scheduleNexusOperation', 'Nexus operation', 'operation'],
];

/**
 * HR1073: says what an execution begins in the very task that ends it. Where it fails or is cancelled, its code has left off in
 * the middle, and what was begun is not what anybody looks for.
 */
export function reportLostWork({ info, activation, commands }: Activated, host: GuardHost): void {
  const last = commands.at(-1);
  if (last?.['completeWorkflowExecution'] == null || activation.isReplaying === true) return;
  const work = [...new Set(commands.flatMap(begunBy))];
  if (work.length === 0) return;
  const { namespace, workflowId, runId, workflowType } = info;
  host.judge({ ...HR1073.problem({ workflow: workflowType, work }), disposition: 'warn' }, workflowType, {
    inspect: { namespace, workflowId, runId },
  });
}

function begunBy(command: Command): string[] {
  return KINDS.flatMap(([name, kind, field]) => {
    const begun = command[name] as Readonly<Record<string, unknown>> | null | undefined;
    return begun == null ? [] : [`${kind} "${String(begun[field])}"`];
  });
}
