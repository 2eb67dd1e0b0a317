import { BoundedSet, type GuardHost, logProblem, showValue } from '@handrail/common/host';
import { HandrailError, HR8004, type Problem } from '@handrail/errors';
import type { Activated } from './watch-activations';

const told = new BoundedSet(1_000);

/**
 * HR8004: a patch whose id is no text. The first run goes well, and the replay of it takes the other branch, so it is stopped
 * before the history has it; as every guard in workflow code, not while replaying, and not where the execution was begun without us.
 *
 * @returns the text with which the workflow task fails
 */
export function refuseNamelessPatches(activated: Activated, host: GuardHost): string | undefined {
  const { info, activation, commands, startedUnderHandrail } = activated;
  if (activation.isReplaying === true) return undefined;
  const problem = commands.map((command) => problemOf(command['setPatchMarker'], info.workflowType)).find(Boolean);
  if (problem === undefined) return undefined;
  const { namespace, workflowId, runId, workflowType } = info;
  const isRefused = startedUnderHandrail || host.policy.workflow.startedElsewhere === 'enforce';
  const context = { links: host.policy.links, inspect: { namespace, workflowId, runId } };
  try {
    host.judge({ ...problem, disposition: isRefused ? 'refuse' : 'warn' }, workflowType, context);
    return undefined;
  } catch (error) {
    if (!HandrailError.isInstance(error)) return undefined;
    // Each attempt fails anew.
    if (told.add(`${workflowType} ${problem.head}`)) logProblem(problem, context, { workflowType, workflowId, runId });
    return error.message;
  }
}

function problemOf(marker: unknown, workflow: string): Problem | undefined {
  if (typeof marker !== 'object' || marker === null) return undefined;
  const { patchId, deprecated } = marker as { readonly patchId?: unknown; readonly deprecated?: unknown };
  if (typeof patchId === 'string') return undefined;
  const call = deprecated === true ? 'deprecatePatch' : 'patched';
  return HR8004.problem({ workflow, call, id: showValue(patchId) });
}
