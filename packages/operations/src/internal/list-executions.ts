import { showValue } from '@handrail/common/host';
import { HR7061 } from '@handrail/errors';
import type { OperationsClient } from '../explain-execution';
import { toNumber } from '../gather/wire';
import { CLAIM_TYPE } from '../sla/claim-service';
import { type Answer, ServerCalls, type Service } from './server-calls';

const PAGE = 200;
// A list of many executions takes a server its time.
const LIST_MILLISECONDS = 30_000;
// How many there are is of use, and not indispensable.
const COUNT_MILLISECONDS = 10_000;

type Listed = Awaited<ReturnType<Service['listWorkflowExecutions']>>;
type Listing = Promise<Answer<Listed>>;

/** An execution as a list of the server has it. */
export type ListedExecution = NonNullable<Listed['executions']>[number];

/** Why a list ends before its time. */
export interface ListWatch {
  readonly onProblem: (problem: string) => void;
  readonly isStopped: () => boolean;
}

/**
 * How many executions a query finds; undefined where the server does not count.
 *
 * @throws HandrailError HR7061 for a query that the server does not understand
 */
export async function countExecutions(client: OperationsClient, query: string): Promise<number | undefined> {
  const { namespace } = client.options;
  const count = await new ServerCalls(client).ask(
    'CountWorkflowExecutions',
    (service) => service.countWorkflowExecutions({ namespace, query: withoutNotices(query) }),
    COUNT_MILLISECONDS,
  );
  if (!count.ok && count.problem.kind === 'invalid') {
    throw HR7061.error({ query: showValue(query), reason: count.problem.details });
  }
  return count.ok ? toNumber(count.value.count) : undefined;
}

/** The executions that a query finds, `most` of them; the next page is asked for while one is looked at. */
export async function* listExecutions(
  client: OperationsClient,
  query: string,
  most: number,
  { onProblem, isStopped }: ListWatch,
): AsyncGenerator<ListedExecution, void> {
  const { namespace } = client.options;
  const filter = withoutNotices(query);
  const calls = new ServerCalls(client, { calls: Math.ceil(most / PAGE) + 1 });
  const list = (nextPageToken: Uint8Array, left: number): Listing =>
    calls.ask(
      'ListWorkflowExecutions',
      (service) =>
        service.listWorkflowExecutions({ namespace, query: filter, pageSize: Math.min(PAGE, left), nextPageToken }),
      LIST_MILLISECONDS,
    );
  let found = 0;
  for (let next: Listing | undefined = list(new Uint8Array(), most); next !== undefined;) {
    const answer: Awaited<Listing> = await next;
    if (!answer.ok) return onProblem(answer.problem.text);
    const page: Listed = answer.value;
    const { nextPageToken } = page;
    const executions = page.executions ?? [];
    const left = most - found - executions.length;
    next = (nextPageToken?.length ?? 0) > 0 && left > 0 ? list(nextPageToken, left) : undefined;
    for (const execution of executions) {
      if (found >= most || isStopped()) return;
      found++;
      yield execution;
    }
  }
}

/** Leaves out the notices of the SLA monitor, which are no workflows of anybody's, unless they are asked for. */
function withoutNotices(query: string): string {
  return query.includes(CLAIM_TYPE) ? query : narrowed(query, `WorkflowType != "${CLAIM_TYPE}"`);
}

/** The list filter that finds what a query finds, where a condition holds as well; an empty query finds all. */
export function narrowed(query: string, condition: string): string {
  return query.trim() === '' ? condition : `(${query}) AND ${condition}`;
}
