import type { ServerCalls, Service } from '../internal/server-calls';
import { historyPage } from './history-shape';
import { type PlainEvent, readEvent } from './plain-event';
import { callInShape } from './undecoded';
import type { HistoryPage } from './wire-types';

type Page = Pick<HistoryPage, 'history' | 'nextPageToken'>;

/** Whose history is read, and through what. */
export interface HistorySource {
  readonly calls: ServerCalls;
  readonly namespace: string;
  readonly execution: { readonly workflowId: string; readonly runId: string };
}

/**
 * The pages of a history, the newest first, each in the order of the history. Ends early, and notes it, where the server does
 * not answer.
 *
 * @param sizes of the pages, the last one for all further pages; the server counts batches, of one to some twenty events
 */
export function pagesFromEnd(source: HistorySource, ...sizes: number[]): AsyncGenerator<PlainEvent[], void> {
  return pages(source, 'GetWorkflowExecutionHistoryReverse', sizes);
}

/** As {@link pagesFromEnd}, the oldest first. */
export function pagesFromStart(source: HistorySource, ...sizes: number[]): AsyncGenerator<PlainEvent[], void> {
  return pages(source, 'GetWorkflowExecutionHistory', sizes);
}

async function* pages(
  { calls, namespace, execution: { workflowId, runId } }: HistorySource,
  call: 'GetWorkflowExecutionHistory' | 'GetWorkflowExecutionHistoryReverse',
  sizes: readonly number[],
): AsyncGenerator<PlainEvent[], void> {
  const isReverse = call === 'GetWorkflowExecutionHistoryReverse';
  const execution = { workflowId, runId };
  let nextPageToken: Uint8Array = new Uint8Array();
  for (let index = 0; index === 0 || nextPageToken.length > 0; index++) {
    const request = {
      namespace,
      execution,
      maximumPageSize: sizes[Math.min(index, sizes.length - 1)] ?? null,
      nextPageToken,
    };
    const ask = (service: Service): Promise<Page> =>
      isReverse ? service.getWorkflowExecutionHistoryReverse(request) : service.getWorkflowExecutionHistory(request);
    const page: Page | undefined = await calls.tryAsk(`the history of "${workflowId}"`, call, (service) =>
      callInShape(calls.connection, service, namespace, ask, historyPage),
    );
    if (page === undefined) return;
    const events = (page.history?.events ?? []).map(readEvent);
    yield isReverse ? events.reverse() : events;
    nextPageToken = page.nextPageToken ?? new Uint8Array();
  }
}
