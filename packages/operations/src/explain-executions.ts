import { inParallel } from '@handrail/common/host';
import type { Explanation } from './explanation';
import type { ExplainOptions, OperationsClient } from './explain-execution';
import { SharedAnswers } from './gather/shared-answers';
import { countExecutions, listExecutions, type ListWatch } from './internal/list-executions';
import { lookAtExecution, toAnswer } from './internal/look-at-execution';

/** What {@link explainExecutions} takes. */
export interface ExplainManyOptions extends Omit<ExplainOptions, 'runId'> {
  /** How many executions are looked at. @default 1000 of those that a query finds, or every id that is given */
  readonly most?: number | undefined;
  /** How many are looked at at a time. @default 8 */
  readonly concurrency?: number | undefined;
  /** Hears of the progress after each execution. */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** How far a look at many executions went. */
export interface ManyExplained {
  /** How many the query finds, undefined where the server does not count; or how many ids were given. */
  readonly total: number | undefined;
  readonly examined: number;
  readonly notExamined: readonly string[];
  /** Why it ended before its time: the server no longer answered, or refused to list. */
  readonly stoppedBy?: string;
}

// A server that is gone would be asked about each of thousands, for seconds each.
const MOST_UNANSWERED = 16;

/**
 * Explains every execution that a visibility query finds, or whose id is given, some at a time: what they share, such as a task
 * queue, is asked about once. Nothing is kept, so that the caller decides what to remember of each.
 *
 * @param which a query in the server's list filter language, `WorkflowType = "order" AND ExecutionStatus = "Running"`, or ids
 * @param onExplained hears each verdict, in the order in which they are ready, and at which place it is of all, from 0 on
 * @throws HandrailError HR7061 for a query that the server does not understand
 */
export async function explainExecutions(
  client: OperationsClient,
  which: string | readonly string[],
  onExplained: (explanation: Explanation, index: number) => void,
  options: ExplainManyOptions = {},
): Promise<ManyExplained> {
  const isQuery = typeof which === 'string';
  const { most = isQuery ? 1_000 : which.length, concurrency = 8, onProgress, ...explainOptions } = options;
  // A count takes a slow server as long as a list, so no verdict waits for it.
  let expected: number | undefined;
  const counting = isQuery ? countExecutions(client, which) : Promise.resolve(which.length);
  counting.then(
    (count) => (expected = count === undefined ? undefined : Math.min(count, most)),
    () => {},
  );

  let examined = 0;
  let unanswered = 0;
  let stoppedBy: string | undefined;
  const shared = new SharedAnswers();
  const watch = { onProblem: (problem: string) => (stoppedBy ??= problem), isStopped: () => stoppedBy !== undefined };
  const found = isQuery ? listFound(client, which, most, watch) : listGiven(which.slice(0, most), watch);
  await inParallel(found, concurrency, async ({ workflowId, runId, index }) => {
    const look = await lookAtExecution(client, workflowId, { ...explainOptions, runId }, shared);
    const answer = toAnswer(look);
    unanswered = 'explanation' in look && answer.cause === 'unknown' ? unanswered + 1 : 0;
    if (unanswered >= MOST_UNANSWERED) watch.onProblem(answer.headline);
    onExplained(answer, index);
    examined++;
    onProgress?.(examined, expected);
  });
  const total = await counting;
  const left = total === undefined ? undefined : total - examined;
  return {
    total,
    examined,
    ...(stoppedBy !== undefined && { stoppedBy }),
    notExamined: [
      ...(stoppedBy === undefined ? [] : [`what comes after the first ${examined} executions: ${stoppedBy}`]),
      ...(left === undefined && examined >= most ? [`what the query finds beyond the first ${most} executions`] : []),
      ...(left !== undefined && left > 0
        ? [`${left} of the ${total} ${isQuery ? 'executions that the query finds' : 'ids'}`]
        : []),
    ],
  };
}

interface Target {
  readonly workflowId: string;
  readonly runId?: string;
  readonly index: number;
}

function* listGiven(ids: readonly string[], { isStopped }: ListWatch): Generator<Target, void> {
  for (const [index, workflowId] of ids.entries()) {
    if (isStopped()) return;
    yield { workflowId, index };
  }
}

async function* listFound(
  client: OperationsClient,
  query: string,
  most: number,
  watch: ListWatch,
): AsyncGenerator<Target, void> {
  let index = 0;
  for await (const { execution } of listExecutions(client, query, most, watch)) {
    yield { workflowId: execution?.workflowId ?? '', runId: execution?.runId ?? '', index: index++ };
  }
}
