import { filterText, shellQuote } from '@handrail/common/host';

/** A list filter for executions by their ids, as it is typed. */
export function workflowIds(ids: readonly string[]): string {
  const quoted = ids.map(filterText);
  return shellQuote(quoted.length === 1 ? `WorkflowId = ${quoted[0]}` : `WorkflowId IN (${quoted.join(', ')})`);
}
