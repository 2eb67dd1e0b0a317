import { inParallel, systemErrorReason } from '@handrail/common/host';
import type { OperationsClient } from '../explain-execution';
import { toInstant } from '../gather/wire';
import { countExecutions, type ListedExecution, listExecutions, narrowed } from '../internal/list-executions';
import { ServerCalls } from '../internal/server-calls';
import type { ArchivedExecution, ArchiveTarget } from './archive-target';
import { readHistoryJson } from './read-history-json';

/** What {@link archiveHistories} takes. */
export interface ArchiveOptions {
  /** Which closed executions, in the server's list filter language. @default all of them */
  readonly query?: string | undefined;
  /** How many executions are looked at. @default all that the query finds */
  readonly most?: number | undefined;
  /** How many histories are read at a time. @default 4 */
  readonly concurrency?: number | undefined;
  /** Ends it after the histories in hand. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of the progress after each execution. */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** What became of the histories. */
export interface ArchiveReport {
  readonly schema: 'handrail.archive/1';
  readonly namespace: string;
  /** How many closed executions the query finds; null where the server does not count. */
  readonly total: number | null;
  /** How many histories were kept now. */
  readonly archived: number;
  /** How many were there already. */
  readonly present: number;
  /** How many the server had deleted before they could be read. */
  readonly gone: number;
  readonly failed: readonly (ArchivedExecution & { readonly why: string })[];
  /** Why it ended before its time; null where it came to the end. */
  readonly stoppedBy: string | null;
}

// A server that is gone would be asked for each of thousands, for seconds each.
const MOST_UNANSWERED = 16;

/**
 * Keeps the histories of closed executions beyond the namespace's retention, after which the server deletes them. It only reads
 * from the server. Given again it goes on after what is there already, also where it was interrupted: once a day is a good
 * rhythm where the retention is a week.
 *
 * Payloads are kept as the server has them: what a codec has encrypted stays encrypted, and needs its key to be read later.
 *
 * @throws HandrailError HR7061 for a query that the server does not understand
 */
export async function archiveHistories(
  client: OperationsClient,
  target: ArchiveTarget,
  { query = '', most = Number.POSITIVE_INFINITY, concurrency = 4, signal, onProgress }: ArchiveOptions = {},
): Promise<ArchiveReport> {
  const filter = narrowed(query, 'ExecutionStatus != "Running"');
  const total = await countExecutions(client, filter);
  const calls = new ServerCalls(client, { calls: Number.POSITIVE_INFINITY, concurrency });
  const counts = { archived: 0, present: 0, gone: 0 };
  const failed: ArchiveReport['failed'][number][] = [];
  let unanswered = 0;
  let stoppedBy: string | undefined;
  const onProblem = (problem: string) => (stoppedBy ??= problem);
  const isStopped = () => {
    if (signal?.aborted) onProblem('it was interrupted');
    return stoppedBy !== undefined;
  };

  const keep = async (execution: ArchivedExecution): Promise<void> => {
    if (await target.has(execution)) return void counts.present++;
    const read = await readHistoryJson(calls, client.options.namespace, execution);
    if ('gone' in read) return void counts.gone++;
    if ('failed' in read) {
      failed.push({ ...execution, why: read.failed });
      if (++unanswered >= MOST_UNANSWERED) onProblem(read.failed);
      return;
    }
    unanswered = 0;
    try {
      await target.put(execution, read.history);
      counts.archived++;
    } catch (error) {
      const why = `it cannot be kept (${systemErrorReason(error)})`;
      failed.push({ ...execution, why });
      onProblem(why);
    }
  };

  const expected = total === undefined ? undefined : Math.min(total, most);
  let done = 0;
  await inParallel(listExecutions(client, filter, most, { onProblem, isStopped }), concurrency, async (listed) => {
    const closed = toArchived(listed);
    if (closed !== undefined) await keep(closed);
    onProgress?.(++done, expected);
  });
  return {
    schema: 'handrail.archive/1',
    namespace: client.options.namespace,
    total: total ?? null,
    ...counts,
    failed,
    stoppedBy: stoppedBy ?? null,
  };
}

/** Undefined for one that is still open: a paused one is not running either. */
function toArchived({ execution, type, closeTime }: ListedExecution): ArchivedExecution | undefined {
  const closedAt = toInstant(closeTime);
  if (closedAt === undefined) return undefined;
  return {
    workflowId: execution?.workflowId ?? '',
    runId: execution?.runId ?? '',
    workflowType: type?.name ?? '',
    closeTime: new Date(closedAt).toISOString(),
  };
}
