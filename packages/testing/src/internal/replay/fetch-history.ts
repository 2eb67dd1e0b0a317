import type { Client } from '@handrail/client';
import type { OpenExecution } from './open-executions';

/** A history, or why it is not there. */
export type Fetched =
  | { readonly history: { readonly events: readonly object[] } }
  | { readonly gone: true }
  | { readonly skipped: string }
  | { readonly failed: string };

const PAGE = 1_000;
const MILLISECONDS = 30_000;
const NOT_FOUND = 5;

/** Reads a history page by page, and no further than its bounds. Only reads. */
export async function fetchHistory(
  client: Client,
  { workflowId, runId }: OpenExecution,
  mostEvents: number,
): Promise<Fetched> {
  const events: object[] = [];
  let nextPageToken: Uint8Array | undefined;
  try {
    do {
      const token = nextPageToken;
      const page = await client.connection.withDeadline(Date.now() + MILLISECONDS, () =>
        client.workflowService.getWorkflowExecutionHistory({
          namespace: client.options.namespace,
          execution: { workflowId, runId },
          maximumPageSize: PAGE,
          ...(token !== undefined && { nextPageToken: token }),
        }),
      );
      events.push(...(page.history?.events ?? []));
      if (events.length > mostEvents) return { skipped: `its history has more than ${mostEvents} events` };
      nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
    } while (nextPageToken !== undefined);
    return { history: { events } };
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === NOT_FOUND) return { gone: true };
    return { failed: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const { details, message } = error as { readonly details?: unknown; readonly message?: unknown };
  const text = typeof details === 'string' && details !== '' ? details : String(message);
  const [line = ''] = text.split('\n', 1);
  // What gRPC puts around the reason of a connection that cannot be made.
  const refused = /^No connection established\. Last error: (?:Error: )?(.+?)(?:\. Resolution note: .*)?$/.exec(
    line,
  )?.[1];
  return refused === undefined ? line.replace(/\.$/, '') : `no connection (${refused})`;
}
