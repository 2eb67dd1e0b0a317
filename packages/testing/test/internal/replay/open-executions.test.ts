import type { Client } from '@handrail/client';
import { expect, it } from 'vitest';
import { listOpen, queryOf } from '../../../src/internal/replay/open-executions';

const now = Date.parse('2026-03-10T12:00:00Z');
const json = (value: unknown) => ({ data: new TextEncoder().encode(JSON.stringify(value)) });

/** Lists these executions for whatever is asked first, and none afterwards. */
function clientWith(infos: readonly object[]) {
  const queries: string[] = [];
  const list = async function* ({ query }: { query: string }) {
    yield* queries.push(query) === 1 ? infos : [];
  };
  return { client: { workflow: { list } } as unknown as Client, queries };
}

const info = (fields: object) => ({
  workflowId: 'order-1',
  runId: 'run-1',
  type: 'order',
  taskQueue: 'orders',
  startTime: new Date(now),
  raw: { searchAttributes: { indexedFields: fields } },
});

it('asks for each age by itself, with what was asked for', async () => {
  const { client, queries } = clientWith([]);
  await listOpen(client, { query: 'A = 1 OR B = 2', taskQueues: ['one', 'it"s'], now });
  const rest = String.raw`TaskQueue IN ("one", "it\"s") AND (A = 1 OR B = 2)`;
  expect(queries).toEqual([
    `ExecutionStatus = "Running" AND StartTime <= "2026-03-03T12:00:00.000Z" AND ${rest}`,
    `ExecutionStatus = "Running" AND StartTime <= "2026-03-09T12:00:00.000Z" AND StartTime > "2026-03-03T12:00:00.000Z" AND ${rest}`,
    `ExecutionStatus = "Running" AND StartTime <= "2026-03-10T11:00:00.000Z" AND StartTime > "2026-03-09T12:00:00.000Z" AND ${rest}`,
    `ExecutionStatus = "Running" AND StartTime > "2026-03-10T11:00:00.000Z" AND ${rest}`,
  ]);
});

it('asks for all that is open where nothing was asked for', () => {
  expect(queryOf({ query: ' ', taskQueues: [], now }, { from: -Infinity, to: undefined })).toBe(
    'ExecutionStatus = "Running"',
  );
});

it.each<[string, object, object]>([
  ['nothing', {}, { build: null, deployment: undefined, failing: false, pinned: false }],
  ['a build id', { BuildIds: json(['unversioned', 'unversioned:1.4.0', 'unversioned:1.4.1']) }, { build: '1.4.1' }],
  [
    'a pinned version',
    {
      TemporalWorkerDeploymentVersion: json('shop:1.4.1'),
      TemporalWorkflowVersioningBehavior: json('Pinned'),
    },
    { build: 'shop:1.4.1', deployment: { name: 'shop', build: '1.4.1' }, pinned: true },
  ],
  ['an auto-upgraded one', { TemporalWorkflowVersioningBehavior: json('AutoUpgrade') }, { pinned: false }],
  ['a failing task', { TemporalReportedProblems: json(['category=WorkflowTaskFailed']) }, { failing: true }],
  ['what is no JSON', { BuildIds: { data: new Uint8Array([1]) } }, { build: null }],
])('reads %s from a list', async (_, fields, read) => {
  const { client } = clientWith([info(fields)]);
  const { executions } = await listOpen(client, { query: undefined, taskQueues: [], now });
  expect(executions[0]).toMatchObject({ workflowId: 'order-1', taskQueue: 'orders', age: 'older', ...read });
});

it('ends a list of very many, and says so', async () => {
  const { client } = clientWith(Array.from({ length: 5_001 }, () => info({})));
  const { executions, notListed } = await listOpen(client, { query: undefined, taskQueues: [], now });
  expect(executions).toHaveLength(5_000);
  expect(notListed).toEqual(['open executions beyond 5000 of the age "older": narrow them with a query']);
});
