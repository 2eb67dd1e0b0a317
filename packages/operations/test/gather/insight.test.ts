import { expect, it } from 'vitest';
import { gatherInsight } from '../../src/gather/insight';
import type { ExecutionFacts } from '../../src/facts';
import type { Session } from '../../src/gather/session';
import { ServerCalls } from '../../src/internal/server-calls';
import { child, execution, NOW, queue } from '../support/facts';

const refusal = (code: number, details: string) => Object.assign(new Error(details), { code, details });
const payload = (value: unknown) => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(value)),
});
const METADATA = { definition: { signalDefinitions: [{ name: 'approve' }] } };

/** What a worker tells of an execution at its wait, which answers so. */
async function ask(answer: (queryType: string) => unknown, of: Partial<ExecutionFacts> = {}, isBesideWork = false) {
  const asked: string[] = [];
  let atATime = 0;
  const workflowService = {
    queryWorkflow: async ({ query: { queryType } }: { query: { queryType: string } }) => {
      asked.push(queryType);
      // As a server does while a worker has a task of the execution.
      if (++atATime > 1) throw refusal(8, 'consistent query buffer is full');
      await new Promise((resolve) => setImmediate(resolve));
      atATime--;
      return { queryResult: { payloads: [payload(answer(queryType))] } };
    },
  };
  const connection = { workflowService, withDeadline: <T>(_deadline: number, run: () => Promise<T>) => run() };
  const calls = new ServerCalls({ connection, workflowService } as never);
  const session = { calls, namespace: 'default', queue: async () => queue() } as unknown as Session;
  const insight = await gatherInsight(session, execution(of), 'auto', NOW, isBesideWork);
  return { insight, asked, notExamined: calls.notExamined };
}

const answerOf = (queryType: string) => (queryType === '__stack_trace' ? 'at order (/app/workflows.ts:3:5)' : METADATA);

it('asks a worker one question at a time, since the server keeps one while the worker has a task', async () => {
  const { insight, notExamined } = await ask(answerOf);
  expect(insight).toMatchObject({ signals: ['approve'], waitsAt: ['at order (/app/workflows.ts:3:5)'] });
  expect(notExamined).toEqual([]);
});

it('does not ask further a worker that does not answer in time', async () => {
  const { insight, asked, notExamined } = await ask(() => {
    throw refusal(4, 'Deadline exceeded');
  });
  expect(asked).toEqual(['__temporal_workflow_metadata']);
  expect(insight).toMatchObject({ isDefinitionKnown: false, waitsAt: [] });
  expect(notExamined).toEqual([
    {
      what: 'where the code of "order-17" waits',
      why: 'QueryWorkflow __temporal_workflow_metadata: timed out (Deadline exceeded)',
    },
  ]);
});

it('asks on where a worker does not know a question', async () => {
  const { insight } = await ask((queryType) => {
    if (queryType !== '__stack_trace') throw refusal(3, 'unknown queryType');
    return answerOf(queryType);
  });
  expect(insight).toMatchObject({ isDefinitionKnown: false, waitsAt: ['at order (/app/workflows.ts:3:5)'] });
});

it('asks beside work only what may wake the workflow, and says nothing where it does not ask', async () => {
  const { insight, asked } = await ask(answerOf, { children: [child()] }, true);
  expect(asked).toEqual(['__temporal_workflow_metadata']);
  expect(insight).toMatchObject({ signals: ['approve'], waitsAt: [] });
  expect(insight?.waitsNowhere).not.toBe(true);
  const long = { children: [child()], historyLength: 9_000 };
  expect(await ask(answerOf, long, true)).toEqual({ insight: undefined, asked: [], notExamined: [] });
  expect((await ask(answerOf, { historyLength: 9_000 })).notExamined).toHaveLength(1);
});
