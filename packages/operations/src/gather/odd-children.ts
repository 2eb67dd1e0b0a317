import { filterText } from '@handrail/common/host';
import type { ChildFacts, ExecutionFacts } from '../facts';
import type { Session } from './session';

const PAGE = 1_000;
const MOST_PAGES = 3;
// Of use, and not indispensable.
const LIST_MILLISECONDS = 1_000;
// Set by servers that know of it for an execution whose workflow task fails.
const REPORTED_PROBLEMS = 'TemporalReportedProblems';

/**
 * The children of an execution with those first that are unlike most: of a type or on a task queue that few others have, or
 * with problems that the server reports. A list tells that of thousands in one call each thousand.
 */
export async function oddOnesFirst(session: Session, { workflowId, children }: ExecutionFacts): Promise<ChildFacts[]> {
  const kinds = await kindsOf(session, workflowId);
  const counts = new Map<string, number>();
  for (const kind of kinds.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  // The list lags behind: what is not in it is as likely odd as not.
  const commonness = (child: ChildFacts) => counts.get(kinds.get(child.workflowId) ?? '') ?? children.length / 2;
  return [...children].sort((one, other) => commonness(one) - commonness(other));
}

async function kindsOf({ calls, namespace }: Session, parent: string): Promise<Map<string, string>> {
  const query = `ParentWorkflowId = ${filterText(parent)} AND ExecutionStatus = "Running"`;
  const kinds = new Map<string, string>();
  let nextPageToken: Uint8Array = new Uint8Array();
  for (let page = 0; page < MOST_PAGES; page++) {
    const token = nextPageToken;
    const list = await calls.ask(
      'ListWorkflowExecutions',
      (service) => service.listWorkflowExecutions({ namespace, pageSize: PAGE, query, nextPageToken: token }),
      LIST_MILLISECONDS,
    );
    if (!list.ok) break;
    for (const { execution, type, taskQueue, searchAttributes } of list.value.executions ?? []) {
      const hasProblems = searchAttributes?.indexedFields?.[REPORTED_PROBLEMS] !== undefined;
      kinds.set(execution?.workflowId ?? '', JSON.stringify([type?.name, taskQueue, hasProblems]));
    }
    nextPageToken = list.value.nextPageToken ?? new Uint8Array();
    if (nextPageToken.length === 0) break;
  }
  return kinds;
}
