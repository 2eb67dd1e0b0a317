import { expect, it } from 'vitest';
import { judgeQueue } from '../src/backlog-verdict';
import { NOW, poller, queue } from './support/facts';

const busy = { addRate: 2, dispatchRate: 2 };

it('starved: something waits, and nobody has polled for 70 seconds', () => {
  const judged = judgeQueue(
    queue({ pollers: [poller('a', 71)], backlogCount: 3, backlogAgeMilliseconds: 90_000 }),
    NOW,
  );
  expect(judged).toMatchObject({ verdict: 'starved', pollers: 0 });
  expect(judged.headline).toBe(
    'Task queue "orders" (workflow) has no workers that poll, and 3 tasks wait, the oldest for 90 seconds.',
  );
});

it('under-provisioned: workers poll, and a task has waited for long', () => {
  const judged = judgeQueue(
    queue({
      ...busy,
      addRate: 4,
      pollers: [poller('a'), poller('b')],
      backlogCount: 600,
      backlogAgeMilliseconds: 60_000,
    }),
    NOW,
  );
  expect(judged).toMatchObject({ verdict: 'under-provisioned', pollers: 2, suggestedWorkers: 7 });
  expect(judged.headline).toBe(
    'Task queue "orders" (workflow) has 2 workers and falls behind: 600 tasks wait, the oldest for 60 seconds; about 7 workers would keep up.',
  );
});

it('suggests no number where nothing is taken that could be measured', () => {
  const judged = judgeQueue(queue({ backlogCount: 1, backlogAgeMilliseconds: 60_000 }), NOW);
  expect(judged).toMatchObject({ verdict: 'under-provisioned', suggestedWorkers: undefined });
});

it('healthy: tasks come and go', () => {
  expect(judgeQueue(queue({ ...busy, backlogCount: 1, backlogAgeMilliseconds: 200 }), NOW)).toMatchObject({
    verdict: 'healthy',
  });
});

it('idle: nothing comes, with workers and without', () => {
  expect(judgeQueue(queue(), NOW).headline).toBe('Task queue "orders" (workflow) has nothing to do.');
  expect(judgeQueue(queue({ pollers: [] }), NOW).headline).toBe(
    'Task queue "orders" (workflow) has nothing to do, and no workers.',
  );
});

it('names the deployment versions that poll', () => {
  const version = (buildId: string) => ({ version: { deploymentName: 'payments', buildId } });
  const pollers = [
    poller('a', 1, version('1')),
    poller('b', 1, version('2')),
    poller('c', 1, version('2')),
    poller('d', 200, version('0')),
  ];
  expect(judgeQueue(queue({ pollers }), NOW).versions).toEqual(['payments.1', 'payments.2']);
});
