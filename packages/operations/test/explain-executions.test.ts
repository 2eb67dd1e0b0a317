// A table of verdicts from a server whose lists and counts take their time.
import { expect, it } from 'vitest';
import { explainExecutions, type OperationsClient } from '../src';

const PERMISSION_DENIED = 7;

/** A client whose server lets nobody describe executions, so that each verdict takes one call. */
function clientOf(service: object): OperationsClient {
  const refused = Object.assign(new Error('7 PERMISSION_DENIED: no'), { code: PERMISSION_DENIED, details: 'no' });
  const workflowService = { describeWorkflowExecution: () => Promise.reject(refused), ...service };
  const connection = { workflowService, withDeadline: (_: number, run: () => Promise<unknown>) => run() };
  return { connection, workflowService, options: { namespace: 'shop' } } as unknown as OperationsClient;
}

const listed = (...ids: string[]) =>
  ids.map((workflowId) => ({ execution: { workflowId, runId: `run of ${workflowId}` } }));

it('gives verdicts while the server still counts', async () => {
  let count = (_: { count: number }): void => {};
  const client = clientOf({
    countWorkflowExecutions: () => new Promise((resolve) => (count = resolve)),
    listWorkflowExecutions: () => Promise.resolve({ executions: listed('a', 'b'), nextPageToken: null }),
  });
  const progress: (number | undefined)[] = [];
  const explained = explainExecutions(client, 'WorkflowType = "order"', () => {}, {
    onProgress(done, total) {
      progress.push(total);
      if (done === 2) count({ count: 2 });
    },
  });
  expect(await explained).toEqual({ total: 2, examined: 2, notExamined: [] });
  expect(progress).toEqual([undefined, undefined]);
});

it('asks for the next page while it looks at one', async () => {
  const pages = [listed('a', 'b'), listed('c')];
  const happened: string[] = [];
  const client = clientOf({
    countWorkflowExecutions: () => Promise.resolve({ count: 3 }),
    listWorkflowExecutions({ nextPageToken }: { nextPageToken: Uint8Array }) {
      const page = nextPageToken.length === 0 ? 0 : 1;
      happened.push(`page ${page + 1}`);
      return Promise.resolve({ executions: pages[page], nextPageToken: page === 0 ? Buffer.from('next') : null });
    },
  });
  const result = await explainExecutions(client, '', ({ workflowId }) => happened.push(workflowId), { concurrency: 1 });
  expect(result).toEqual({ total: 3, examined: 3, notExamined: [] });
  expect(happened).toEqual(['page 1', 'page 2', 'a', 'b', 'c']);
});

it('asks for no page behind the last that is looked at', async () => {
  let pages = 0;
  const client = clientOf({
    countWorkflowExecutions: () => Promise.resolve({ count: 9 }),
    listWorkflowExecutions({ pageSize }: { pageSize: number }) {
      pages++;
      return Promise.resolve({ executions: listed('a', 'b').slice(0, pageSize), nextPageToken: Buffer.from('next') });
    },
  });
  const { examined, notExamined } = await explainExecutions(client, '', () => {}, { most: 2 });
  expect({ examined, pages, notExamined }).toEqual({
    examined: 2,
    pages: 1,
    notExamined: ['7 of the 9 executions that the query finds'],
  });
});
