// Histories of closed executions, kept from a real server.
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { archiveHistories, type ArchivedExecution, folderArchive } from '../../src';
import { historyFile } from '../../src/archive/folder-archive';
import { readHistoryJson } from '../../src/archive/read-history-json';
import { ServerCalls } from '../../src/internal/server-calls';
import { newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);
const newFolder = () => mkdtemp(join(tmpdir(), 'archive-'));

/** Three that are closed and one that is not. */
async function arrange() {
  const queue = newQueue();
  await rig.run(queue);
  const odd = `../a b/"ü"/${queue}`;
  await rig.client.workflow.start('sleepFor', { workflowId: odd, taskQueue: queue, args: [1] });
  const done = await rig.start('sleepFor', queue, {}, 1);
  const terminated = await rig.start('awaitSignal', queue);
  const open = await rig.start('awaitSignal', queue);
  for (const id of [odd, done]) await rig.client.workflow.getHandle(id).result();
  await rig.client.workflow.getHandle(terminated).terminate('a test');
  const query = `TaskQueue = "${queue}"`;
  const closed = async () =>
    expect((await rig.client.workflow.count(`${query} AND ExecutionStatus != "Running"`)).count).toBe(3);
  await vi.waitFor(closed, { timeout: 20_000, interval: 50 });
  return { query, closed: [odd, done, terminated], open };
}

it('keeps what is closed, as the SDK reads it, and the next time only what is new', async () => {
  const { query, closed, open } = await arrange();
  const folder = await newFolder();
  const kept: ArchivedExecution[] = [];
  const target = folderArchive(folder);
  const watched: typeof target = {
    has: (execution) => target.has(execution),
    put: async (execution, history) => {
      kept.push(execution);
      await target.put(execution, history);
    },
  };
  const progress: [number, number | undefined][] = [];
  const options = { query, onProgress: (done: number, total: number | undefined) => void progress.push([done, total]) };
  const first = await archiveHistories(rig.client, watched, options);
  expect(first).toEqual({
    schema: 'handrail.archive/1',
    namespace: rig.client.options.namespace,
    total: 3,
    archived: 3,
    present: 0,
    gone: 0,
    failed: [],
    stoppedBy: null,
  });
  expect(progress).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(kept.map(({ workflowId }) => workflowId).sort()).toEqual([...closed].sort());
  for (const execution of kept) {
    const saved: unknown = JSON.parse(await readFile(join(folder, historyFile(execution)), 'utf8'));
    const handle = rig.client.workflow.getHandle(execution.workflowId, execution.runId);
    expect(saved).toEqual(JSON.parse(historyToJSON(await handle.fetchHistory())));
  }

  await rig.client.workflow.getHandle(open).terminate('a test');
  const all = async () =>
    expect((await rig.client.workflow.count(`${query} AND ExecutionStatus != "Running"`)).count).toBe(4);
  await vi.waitFor(all, { timeout: 20_000, interval: 50 });
  expect(await archiveHistories(rig.client, watched, { query })).toMatchObject({ archived: 1, present: 3 });
  expect(kept.at(-1)).toMatchObject({ workflowId: open, workflowType: 'awaitSignal' });
});

it('ends after those in hand when it is told to, and goes on the next time', async () => {
  const { query } = await arrange();
  const target = folderArchive(await newFolder());
  const stop = new AbortController();
  const options = { query, concurrency: 1, signal: stop.signal, onProgress: () => stop.abort() };
  const interrupted = await archiveHistories(rig.client, target, options);
  expect(interrupted).toMatchObject({ total: 3, archived: 1, stoppedBy: 'it was interrupted' });
  expect(await archiveHistories(rig.client, target, { query })).toMatchObject({
    archived: 2,
    present: 1,
    stoppedBy: null,
  });
});

it('knows a history that the server has deleted meanwhile', async () => {
  const execution = { workflowId: 'order-17', runId: randomUUID(), workflowType: 'order', closeTime: '' };
  const { namespace } = rig.client.options;
  expect(await readHistoryJson(new ServerCalls(rig.client), namespace, execution)).toEqual({ gone: true });
});

it('stops where nothing can be kept', async () => {
  const { query } = await arrange();
  const full = {
    has: async () => false,
    put: async () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })),
  };
  const stopped = await archiveHistories(rig.client, full, { query, concurrency: 1 });
  expect(stopped).toMatchObject({
    archived: 0,
    failed: [{ why: 'it cannot be kept (the disk is full)' }],
    stoppedBy: 'it cannot be kept (the disk is full)',
  });
});

it('refuses a query that the server does not understand', async () => {
  const target = folderArchive(await newFolder());
  await expect(archiveHistories(rig.client, target, { query: 'Nonsense ===' })).rejects.toThrow('[HR7061]');
});
