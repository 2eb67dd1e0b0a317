import type { WorkflowInfo } from '@temporalio/workflow';
import type { Activated } from './watch-activations';
import type { Activation, Command } from './workflow-creator';

/** The names of updates that are under way, by the ids under which they are answered. */
const updates = new WeakMap<WorkflowInfo, Map<string, string>>();

/** Remembers which updates an execution has taken: their answers, which may be long in coming, do not name them. */
export function noteUpdates({ info, activation }: Activated): void {
  for (const { doUpdate } of activation.jobs ?? []) {
    const { protocolInstanceId: id, name } = doUpdate ?? {};
    if (!id || !name) continue;
    const known = updates.get(info) ?? new Map<string, string>();
    updates.set(info, known.set(id, name));
  }
}

/** `The answer to query "state"`: what a command answers, by name; undefined where that is not known, or where it answers nothing. */
export function answeredCall(command: Command, info: WorkflowInfo, { jobs }: Activation): string | undefined {
  const query = command['respondToQuery'] as { readonly queryId?: string | null } | null | undefined;
  if (query != null) {
    const asked = jobs?.find(({ queryWorkflow }) => queryWorkflow?.queryId === query.queryId)?.queryWorkflow;
    return asked?.queryType ? `The answer to query "${asked.queryType}"` : undefined;
  }
  const update = command['updateResponse'] as { readonly protocolInstanceId?: string | null } | null | undefined;
  if (update == null) return undefined;
  const name = updates.get(info)?.get(update.protocolInstanceId ?? '');
  return name === undefined ? undefined : `The answer to update "${name}"`;
}
