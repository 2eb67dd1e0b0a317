import type { ServerCalls } from '../internal/server-calls';
import { toSlaFacts } from './sla-facts';
import type { SlaFacts } from './judge-sla';

const PAGE = 500;
// A list that a busy server takes its time for is better than none: nobody waits for it.
const LIST_MILLISECONDS = 20_000;
// A look goes through so many at most to find those that it is about.
const MOST_LISTED = 200_000;

/** What is sought in a list. */
export interface SlaSearch {
  readonly query: string;
  readonly deadlineAttribute: string;
  /** How many are taken. */
  readonly most: number;
  /** Whether one is taken. Those that are not do not stand in the way of others further down the list. */
  readonly isSought: (listed: SlaFacts) => boolean;
}

/** Reads what a visibility query finds, page by page, up to a number of executions that are sought. */
export async function listSlas(
  calls: ServerCalls,
  namespace: string,
  { query, deadlineAttribute, most, isSought }: SlaSearch,
): Promise<readonly SlaFacts[]> {
  const found: SlaFacts[] = [];
  let listed = 0;
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const token = nextPageToken;
    const answer = await calls.ask(
      'ListWorkflowExecutions',
      (service) => service.listWorkflowExecutions({ namespace, query, pageSize: PAGE, nextPageToken: token }),
      LIST_MILLISECONDS,
    );
    // What is known of late executions is of use, what could not be listed at all is an error.
    if (!answer.ok) throw new ListFailure(answer.problem.kind, answer.problem.text);
    const page = (answer.value.executions ?? []).map((each) => toSlaFacts(each, deadlineAttribute));
    listed += page.length;
    found.push(...page.filter(isSought));
    nextPageToken = answer.value.nextPageToken ?? new Uint8Array();
  } while (nextPageToken.length > 0 && found.length < most && listed < MOST_LISTED);
  if (nextPageToken.length > 0 || found.length > most) {
    calls.noteMissing('late executions', `only the first ${Math.min(found.length, most)} were looked at`);
  }
  return found.slice(0, most);
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
