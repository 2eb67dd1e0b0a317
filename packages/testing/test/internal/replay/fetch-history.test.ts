import type { Client } from '@handrail/client';
import { describe, expect, it } from 'vitest';
import { fetchHistory } from '../../../src/internal/replay/fetch-history';
import type { OpenExecution } from '../../../src/internal/replay/open-executions';

const open = { workflowId: 'order-1', runId: 'run-1' } as OpenExecution;

type Page = { readonly history: { readonly events: object[] }; readonly nextPageToken?: Uint8Array };

/** A client whose calls answer with these pages, or with an error. */
const clientWith = (pages: readonly Page[], error?: object): Client => {
  const left = [...pages];
  return {
    options: { namespace: 'shop' },
    connection: { withDeadline: async (_: number, call: () => Promise<unknown>) => await call() },
    workflowService: {
      getWorkflowExecutionHistory: () =>
        error === undefined ? Promise.resolve(left.shift()) : Promise.reject(Object.assign(new Error(), error)),
    },
  } as never;
};

const page = (count: number, next?: string): Page => ({
  history: { events: Array.from({ length: count }, () => ({})) },
  ...(next !== undefined && { nextPageToken: new TextEncoder().encode(next) }),
});

describe('fetchHistory', () => {
  it('reads all pages', async () => {
    const fetched = await fetchHistory(clientWith([page(3, 'more'), page(2)]), open, 10);
    expect(fetched).toEqual({ history: { events: [{}, {}, {}, {}, {}] } });
  });

  it('reads no further than it may', async () => {
    const fetched = await fetchHistory(clientWith([page(3, 'more'), page(3, 'more')]), open, 4);
    expect(fetched).toEqual({ skipped: 'its history has more than 4 events' });
  });

  it('says of an execution that it is gone', async () => {
    expect(await fetchHistory(clientWith([], { code: 5 }), open, 4)).toEqual({ gone: true });
  });

  it.each([
    [
      'a server that is away',
      'No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:7233. Resolution note: .',
      'no connection (connect ECONNREFUSED 127.0.0.1:7233)',
    ],
    [
      'a server that is away and has another address',
      'No connection established. Last error: connect ETIMEDOUT 10.0.0.1:7233. Resolution note: tried twice',
      'no connection (connect ETIMEDOUT 10.0.0.1:7233)',
    ],
    ['a right that is missing', 'Request unauthorized.', 'Request unauthorized'],
    ['more than a line', 'first\nsecond', 'first'],
  ])('puts into words %s', async (_, details, failed) => {
    expect(await fetchHistory(clientWith([], { code: 14, details }), open, 4)).toEqual({ failed });
  });
});
