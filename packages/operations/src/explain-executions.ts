import { inParallel, showValue } from '@handrail/common/host';
import { HR7061 } from '@handrail/errors';
import type { Explanation } from './explanation';
import type { ExplainOptions, OperationsClient } from './explain-execution';
import { SharedAnswers } from './gather/shared-answers';
import { lookAtExecution, toAnswer } from './internal/look-at-execution';
import { ServerCalls } from './internal/server-calls';
import { toNumber } from './gather/wire';
import { CLAIM_TYPE } from './sla/claim-service';

/** What {@link explainExecutions} takes. */
export interface ExplainManyOptions extends Omit<ExplainOptions, 'runId'> {
  /** How many executions are looked at. @default 1000 */
  readonly most?: number | undefined;
  /** How many are looked at at a time. @default 8 */
  readonly concurrency?: number | undefined;
  /** Hears of the progress after each execution. */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** How far a look at many executions went. */
export interface ManyExplained {
  /** How many the query finds; undefined where the server does not count. */
  readonly total: number | undefined;
  readonly examined: number;
  readonly notExamined: readonly string[];
  /** Why it ended before its time: the server no longer answered, or refused to list. */
  readonly stoppedBy?: string;
}

const PAGE = 200;
// A list of many executions takes a server its time.
const LIST_MILLISECONDS = 30_000;
// A server that is gone would be asked about each of thousands, for seconds each.
const MOST_UNANSWERED = 16;

/**
 * Explains every execution that a visibility query finds, as they are found, some at a time. Nothing is kept, so that the
 * caller decides what to remember of each.
 *
 * @param query in the server's list filter language: `WorkflowType = "order" AND ExecutionStatus = "Running"`
 * @param onExplained hears each verdict
 * @throws HandrailError HR7061 for a query that the server does not understand
 */
export async function explainExecutions(
  client: OperationsClient,
  query: string,
  onExplained: (explanation: Explanation) => void,
  options: ExplainManyOptions = {},
): Promise<ManyExplained> {
  const { most = 1_000, concurrency = 8, onProgress, ...explainOptions } = options;
  const { namespace } = client.options;
  const filter = withoutNotices(query);
  const count = await new ServerCalls(client).ask('CountWorkflowExecutions', (service) =>
    service.countWorkflowExecutions({ namespace, query: filter }),
  );
  if (!count.ok && count.problem.kind === 'invalid') {
    throw HR7061.error({ query: showValue(query), reason: count.problem.details });
  }
  const total = count.ok ? toNumber(count.value.count) : undefined;
  const expected = total === undefined ? undefined : Math.min(total, most);

  let examined = 0;
  let unanswered = 0;
  let stoppedBy: string | undefined;
  const shared = new SharedAnswers();
  const stop = (problem: string) => (stoppedBy ??= problem);
  const found = listIds(client, filter, most, { onProblem: stop, isStopped: () => stoppedBy !== undefined });
  await inParallel(found, concurrency, async ({ workflowId, runId }) => {
    const look = await lookAtExecution(client, workflowId, { ...explainOptions, runId }, shared);
    const answer = toAnswer(look);
    unanswered = 'explanation' in look && answer.cause === 'unknown' ? unanswered + 1 : 0;
    if (unanswered >= MOST_UNANSWERED) stop(answer.headline);
    onExplained(answer);
    examined++;
    onProgress?.(examined, expected);
  });
  const left = total === undefined ? undefined : total - examined;
  return {
    total,
    examined,
    ...(stoppedBy !== undefined && { stoppedBy }),
    notExamined: [
      ...(stoppedBy === undefined ? [] : [`what comes after the first ${examined} executions: ${stoppedBy}`]),
      ...(left === undefined && examined >= most ? [`what the query finds beyond the first ${most} executions`] : []),
      ...(left !== undefined && left > 0 ? [`${left} of the ${total} executions that the query finds`] : []),
    ],
  };
}

/** Leaves out the notices of the SLA monitor, which are no workflows of anybody's, unless they are asked for. */
function withoutNotices(query: string): string {
  if (query.includes(CLAIM_TYPE)) return query;
  const others = `WorkflowType != "${CLAIM_TYPE}"`;
  return query.trim() === '' ? others : `(${query}) AND ${others}`;
}

async function* listIds(
  client: OperationsClient,
  query: string,
  most: number,
  { onProblem, isStopped }: { readonly onProblem: (problem: string) => void; readonly isStopped: () => boolean },
): AsyncGenerator<{ readonly workflowId: string; readonly runId: string }, void> {
  const { namespace } = client.options;
  const calls = new ServerCalls(client, { calls: Math.ceil(most / PAGE) + 1 });
  let nextPageToken: Uint8Array = new Uint8Array();
  let found = 0;
  do {
    const token = nextPageToken;
    const pageSize = Math.min(PAGE, most - found);
    const answer = await calls.ask(
      'ListWorkflowExecutions',
      (service) => service.listWorkflowExecutions({ namespace, query, pageSize, nextPageToken: token }),
      LIST_MILLISECONDS,
    );
    if (!answer.ok) return onProblem(answer.problem.text);
    const page = answer.value;
    for (const { execution } of page.executions ?? []) {
      if (found++ >= most || isStopped()) return;
      yield { workflowId: execution?.workflowId ?? '', runId: execution?.runId ?? '' };
    }
    nextPageToken = page.nextPageToken ?? new Uint8Array();
  } while (nextPageToken.length > 0 && found < most);
}
