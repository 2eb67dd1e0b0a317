import type { ServerCalls, Service } from '../internal/server-calls';
import type { ArchivedExecution } from './archive-target';

/** A whole history, or why it is not there. */
export type ReadHistory = { readonly history: string } | { readonly gone: true } | { readonly failed: string };

type Page = Awaited<ReturnType<Service['getWorkflowExecutionHistory']>>;

const PAGE = 1_000;
const MILLISECONDS = 30_000;

/** Reads a history to its end, as the JSON that Temporal's own tools write. */
export async function readHistoryJson(
  calls: ServerCalls,
  namespace: string,
  { workflowId, runId }: ArchivedExecution,
): Promise<ReadHistory> {
  const events: NonNullable<NonNullable<Page['history']>['events']> = [];
  let nextPageToken: Uint8Array | undefined = new Uint8Array();
  while (nextPageToken !== undefined) {
    const token: Uint8Array = nextPageToken;
    const answer: Awaited<ReturnType<typeof calls.ask<Page>>> = await calls.ask(
      'GetWorkflowExecutionHistory',
      (service) =>
        service.getWorkflowExecutionHistory({
          namespace,
          execution: { workflowId, runId },
          maximumPageSize: PAGE,
          nextPageToken: token,
        }),
      MILLISECONDS,
    );
    if (!answer.ok) return answer.problem.kind === 'not found' ? { gone: true } : { failed: answer.problem.text };
    events.push(...(answer.value.history?.events ?? []));
    nextPageToken = answer.value.nextPageToken?.length ? answer.value.nextPageToken : undefined;
  }
  // It takes a while to load, and other commands do without.
  const { historyToJSON } = await import('@temporalio/common/lib/proto-utils.js');
  return { history: historyToJSON({ events }) };
}
