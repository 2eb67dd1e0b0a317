import type { ServerCalls } from '../internal/server-calls';
import { toSlaFacts } from './sla-facts';
import type { SlaFacts } from './judge-sla';

const PAGE = 500;

/** Reads what a visibility query finds, page by page, up to a number of executions. */
export async function listSlas(
  calls: ServerCalls,
  namespace: string,
  query: string,
  deadlineAttribute: string,
  most: number,
): Promise<readonly SlaFacts[]> {
  const found: SlaFacts[] = [];
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const token = nextPageToken;
    const answer = await calls.ask('ListWorkflowExecutions', (service) =>
      service.listWorkflowExecutions({
        namespace,
        query,
        pageSize: Math.min(PAGE, most - found.length),
        nextPageToken: token,
      }),
    );
    // What is known of late executions is of use, what could not be listed at all is an error.
    if (!answer.ok) throw new ListFailure(answer.problem.kind, answer.problem.text);
    found.push(...(answer.value.executions ?? []).map((each) => toSlaFacts(each, deadlineAttribute)));
    nextPageToken = answer.value.nextPageToken ?? new Uint8Array();
  } while (nextPageToken.length > 0 && found.length < most);
  if (nextPageToken.length > 0) calls.noteMissing('late executions', `only the first ${most} were looked at`);
  return found;
}

/** A list that could not be read. */
export class ListFailure extends Error {
  override readonly name = 'ListFailure';

  constructor(
    readonly kind: string,
    text: string,
  ) {
    super(text);
  }
}
