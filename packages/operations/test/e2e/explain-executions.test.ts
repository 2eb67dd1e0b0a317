import { HandrailError } from '@handrail/errors';
import { expect, it } from 'vitest';
import { type Explanation, explainExecutions, readBacklog } from '../../src';
import { isActivity, newQueue, ServerRig, WORKER_PACKAGES } from '../support/server-rig';

const rig = new ServerRig(WORKER_PACKAGES[0]![1]);

async function startMany(queue: string, count: number): Promise<string> {
  for (let index = 0; index < count; index++) await rig.start('succeed', queue);
  const query = `TaskQueue = "${queue}"`;
  await expect.poll(async () => (await rig.client.workflow.count(query)).count, { timeout: 10_000 }).toBe(count);
  return query;
}

it('explains each execution once, and counts them', async () => {
  const query = await startMany(newQueue(), 12);
  const explanations: Explanation[] = [];
  const result = await explainExecutions(rig.client, query, (each) => explanations.push(each));
  expect(result).toEqual({ total: 12, examined: 12, notExamined: [] });
  expect(new Set(explanations.map(({ workflowId }) => workflowId)).size).toBe(12);
  expect(new Set(explanations.map(({ cause }) => cause))).toEqual(new Set(['no-workflow-worker']));
});

it('explains ids in no order, says which place each has, and asks about their queue once', async () => {
  const queue = newQueue();
  const ids = await Promise.all(Array.from({ length: 12 }, () => rig.start('succeed', queue)));
  const { client } = rig;
  let asked = 0;
  const workflowService = new Proxy(client.workflowService, {
    get(service, name: 'describeTaskQueue') {
      if (name === 'describeTaskQueue') asked++;
      return typeof service[name] === 'function' ? service[name].bind(service) : service[name];
    },
  });
  const places: string[] = [];
  const explained = { connection: client.connection, options: client.options, workflowService };
  const given = [...ids, 'ghost'];
  const result = await explainExecutions(explained, given, ({ workflowId }, index) => (places[index] = workflowId));
  expect(result).toEqual({ total: 13, examined: 13, notExamined: [] });
  expect(places).toEqual(given);
  // For its workflow tasks and, since nobody polls for those, for its activities.
  expect(asked).toBe(2);
});

it('says how many of the ids it did not look at', async () => {
  const { notExamined } = await explainExecutions(rig.client, ['ghost-1', 'ghost-2', 'ghost-3'], () => {}, { most: 1 });
  expect(notExamined).toEqual(['2 of the 3 ids']);
});

it('stops at the limit, and says what it did not look at', async () => {
  const query = await startMany(newQueue(), 5);
  const progress: number[] = [];
  const result = await explainExecutions(rig.client, query, () => {}, {
    most: 3,
    onProgress: (done) => progress.push(done),
  });
  expect(result).toEqual({ total: 5, examined: 3, notExamined: ['2 of the 5 executions that the query finds'] });
  expect(progress).toEqual([1, 2, 3]);
});

it('names the query that the server does not understand', async () => {
  const error: unknown = await explainExecutions(rig.client, 'NoSuchAttribute = 1', () => {}).catch(
    (thrown: unknown) => thrown,
  );
  expect(HandrailError.isInstance(error) && error.code).toBe('HR7061');
});

it('reads the backlog of a queue that nobody polls, of one that is polled, and finds queues by itself', async () => {
  const [nobody, polled, activities] = [newQueue('nobody'), newQueue('polled'), newQueue('activities')];
  await rig.run(polled);
  await rig.start('succeed', nobody);
  const id = await rig.start('callActivities', polled, {}, [{ name: 'work', taskQueue: activities }]);
  await rig.until(id, 'its activity', isActivity(1));
  const verdicts = async () => {
    const { queues } = await readBacklog(rig.client, { taskQueues: [nobody, polled] });
    return queues.map(({ taskQueue, type, verdict }) => [taskQueue, type, verdict]);
  };
  // The server counts a backlog a moment later than it has one.
  await expect.poll(verdicts, { timeout: 20_000 }).toEqual([
    [nobody, 'workflow', 'starved'],
    [nobody, 'activity', 'idle'],
    [polled, 'workflow', expect.stringMatching(/healthy|idle/)],
    [polled, 'activity', expect.stringMatching(/healthy|idle/)],
  ]);
  await expect
    .poll(async () => (await readBacklog(rig.client)).queues.map(({ taskQueue }) => taskQueue), { timeout: 20_000 })
    .toEqual(expect.arrayContaining([nobody, polled, activities]));
});
