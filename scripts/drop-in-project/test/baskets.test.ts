import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { MockActivityEnvironment, TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, type InjectedSinks, Worker, type WorkerOptions } from '@temporalio/worker';
import { Activities, shortId } from '../src/activities';
import { codec } from '../src/codec';
import { addArticle, type AuditSinks, basket, checkOut, echo, refuseArticle, total } from '../src/workflows';

const activities = { ...new Activities(new Map([['pen', 2]])), shortId };

describe('baskets', () => {
  let environment: TestWorkflowEnvironment;
  const audited: string[] = [];

  before(async () => {
    environment = await TestWorkflowEnvironment.createLocal();
  });

  after(async () => {
    await environment?.teardown();
  });

  async function withWorker<T>(
    taskQueue: string,
    run: () => Promise<T>,
    options: Partial<WorkerOptions> = {},
  ): Promise<T> {
    const sinks: InjectedSinks<AuditSinks> = {
      audit: { write: { fn: (_, line) => void audited.push(line), callDuringReplay: false } },
    };
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowsPath: require.resolve('../src/workflows'),
      activities,
      sinks,
      ...options,
    });
    return worker.runUntil(run());
  }

  it('are filled by updates, asked by queries and checked out by a signal', async () => {
    const answer = await withWorker('fill', async () => {
      const start = new WithStartWorkflowOperation(basket, {
        workflowId: 'fill',
        taskQueue: 'fill',
        args: ['Ann'],
        workflowIdConflictPolicy: 'FAIL',
      });
      const sum = await environment.client.workflow.executeUpdateWithStart(addArticle, {
        args: ['pen'],
        startWorkflowOperation: start,
      });
      assert.equal(sum, 2);
      const handle = await start.workflowHandle();
      await assert.rejects(handle.executeUpdate(addArticle, { args: [''] }), WorkflowUpdateFailedError);
      assert.equal(await handle.query(total), 2);
      await handle.signal(checkOut);
      return handle.result();
    });
    assert.equal(answer, 'Ann: 1 for 2 (8)');
    assert.deepEqual(audited, ['Ann got 1']);
  });

  it('keep the class and the type of an activity failure', async () => {
    const answer = await withWorker('refuse', () =>
      environment.client.workflow.execute(refuseArticle, { workflowId: 'refuse', taskQueue: 'refuse', args: ['car'] }),
    );
    assert.equal(answer, 'UnknownArticle: there is no car');
  });

  it('replay', async () => {
    const history = await environment.client.workflow.getHandle('fill').fetchHistory();
    await Worker.runReplayHistory({ workflowsPath: require.resolve('../src/workflows') }, history);
  });

  it('run from a prebuilt bundle with interceptors', async () => {
    const workflowBundle = await bundleWorkflowCode({
      workflowsPath: require.resolve('../src/workflows'),
      workflowInterceptorModules: [require.resolve('../src/interceptors')],
    });
    const answer = await withWorker(
      'bundle',
      () =>
        environment.client.workflow.execute(refuseArticle, {
          workflowId: 'bundle',
          taskQueue: 'bundle',
          args: ['pen'],
        }),
      { workflowsPath: undefined, workflowBundle },
    );
    assert.equal(answer, '2');
  });

  it('take a converter and a codec of the project', async () => {
    const dataConverter = { payloadConverterPath: require.resolve('../src/payload-converter'), payloadCodecs: [codec] };
    const client = new Client({ connection: environment.connection, dataConverter });
    const answer = await withWorker(
      'convert',
      () =>
        client.workflow.execute(echo, {
          workflowId: 'convert',
          taskQueue: 'convert',
          args: [12n],
          memo: { caller: 'test' },
        }),
      { dataConverter },
    );
    assert.deepEqual(answer, { value: 12n, caller: 'test' });
  });
});

describe('activities', () => {
  it('run without a worker', async () => {
    const beats: unknown[] = [];
    const environment = new MockActivityEnvironment();
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    assert.equal(await environment.run(activities.pack, ['pen', 'ink']), 2);
    assert.deepEqual(beats, [0, 1]);
  });
});
