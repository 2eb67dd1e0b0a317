import { expect, it } from 'vitest';
import { judgeQueue } from '../src/backlog-verdict';
import type { QueueWorkers } from '../src/worker-metrics';
import { NOW, poller, queue } from './support/facts';

const busy = { addRate: 2, dispatchRate: 2 };
const full = { processes: 2, slotsUsed: 20, slotsFree: 0, scheduleToStart: null };

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

it('suggests no number where too few are taken to tell how many it will be', () => {
  const few = { backlogCount: 5_000, backlogAgeMilliseconds: 600_000, addRate: 0.03, dispatchRate: 0.03 };
  expect(judgeQueue(queue(few), NOW)).toMatchObject({ verdict: 'under-provisioned', suggestedWorkers: undefined });
});

it('says that a rate limit holds a queue back, which no more workers would help', () => {
  const limited = { type: 'activity' as const, backlogCount: 20, backlogAgeMilliseconds: 60_000, addRate: 2 };
  const by = (source: 'WORKER' | 'API' | 'SYSTEM', perSecond: number) =>
    judgeQueue(queue({ ...limited, dispatchRate: 1, rateLimit: { source, perSecond } }), NOW);
  expect(by('WORKER', 1)).toMatchObject({ verdict: 'under-provisioned' });
  expect(by('WORKER', 1)).not.toHaveProperty('suggestedWorkers');
  expect(by('WORKER', 1).headline).toBe(
    'Task queue "orders" (activity) is held back by a rate limit of its workers (1.0 a second): 20 tasks wait, the oldest for 60 seconds; more workers would not help.',
  );
  expect(by('API', 0.5).headline).toContain('is held back by a rate limit of its configuration (0.50 a second): ');
  // One that is far from being reached is not what they wait for.
  expect(by('WORKER', 100).headline).toContain('about 3 workers would keep up');
  expect(by('SYSTEM', 1).headline).toContain('about 3 workers would keep up');
});

it('names a limit that is not reached yet beside the number of workers', () => {
  const rateLimit = { source: 'WORKER' as const, perSecond: 10 };
  const limited = {
    type: 'activity' as const,
    backlogCount: 500,
    backlogAgeMilliseconds: 60_000,
    addRate: 8,
    rateLimit,
  };
  const taken = (dispatchRate: number, workers?: QueueWorkers) =>
    judgeQueue(queue({ ...limited, dispatchRate }), NOW, workers);
  expect(taken(5)).toMatchObject({
    suggestedWorkers: 3,
    headline:
      'Task queue "orders" (activity) has 1 worker and falls behind: 500 tasks wait, the oldest for 60 seconds; about 3 workers would keep up; a rate limit of its workers lets no more than 10.0 a second through.',
  });
  expect(taken(8.9).suggestedWorkers).toBe(2);
  expect(taken(9)).not.toHaveProperty('suggestedWorkers');
  expect(taken(9).headline).toContain('more workers would not help');
  // Slots that are all taken hold it back, whatever the limit.
  expect(taken(9, full).headline).toContain('has 2 workers without a free slot');
  expect(taken(9, full).suggestedWorkers).toBe(3);
  expect(taken(9, { ...full, processes: 0 }).headline).toContain('more workers would not help');
});

it('holds a limit of less than a task a second for reached only where as many were taken', () => {
  const judged = (perSecond: number) =>
    judgeQueue(
      queue({
        type: 'activity',
        backlogCount: 20,
        backlogAgeMilliseconds: 60_000,
        rateLimit: { source: 'API', perSecond },
      }),
      NOW,
    ).headline;
  expect(judged(0.5)).toBe(
    'Task queue "orders" (activity) has 1 worker and falls behind: 20 tasks wait, the oldest for 60 seconds.',
  );
  // Within the half minute that is counted it need not let any through.
  expect(judged(0.02)).toContain('is held back by a rate limit of its configuration (0.02 a second)');
  expect(judged(0)).toContain('is held back by a rate limit of its configuration (0 a second)');
});

it('suggests one worker more where few tasks are taken, and more are added', () => {
  const few = { backlogCount: 500, backlogAgeMilliseconds: 600_000, addRate: 0.5, dispatchRate: 0.13 };
  expect(judgeQueue(queue(few), NOW)).toMatchObject({
    suggestedWorkers: 2,
    headline:
      'Task queue "orders" (workflow) has 1 worker and falls behind: 500 tasks wait, the oldest for 600 seconds; it takes at least 2 workers.',
  });
});

it('does not speak of the age of tasks where it counts none', () => {
  expect(judgeQueue(queue({ pollers: [], addRate: 0.2 }), NOW).headline).toBe(
    'Task queue "orders" (workflow) has no workers that poll, and tasks have just been added.',
  );
});

it('healthy: tasks come and go', () => {
  expect(judgeQueue(queue({ ...busy, backlogCount: 1, backlogAgeMilliseconds: 200 }), NOW)).toMatchObject({
    verdict: 'healthy',
  });
});

it('idle: nothing comes, with workers and without', () => {
  expect(judgeQueue(queue(), NOW).headline).toBe('Task queue "orders" (workflow) has nothing to do.');
  expect(judgeQueue(queue({ pollers: [] }), NOW).headline).toBe(
    'Task queue "orders" (workflow) has nothing to do, and no workers: one that does not exist looks the same.',
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

it('under-provisioned, not starved: workers say that their slots are taken, which is why they do not poll', () => {
  const waiting = queue({ pollers: [], backlogCount: 3, backlogAgeMilliseconds: 90_000 });
  expect(judgeQueue(waiting, NOW, full)).toMatchObject({
    verdict: 'under-provisioned',
    headline:
      'Task queue "orders" (workflow) has 2 workers without a free slot: 3 tasks wait, the oldest for 90 seconds.',
  });
  expect(judgeQueue(waiting, NOW, { ...full, slotsFree: 1 }).verdict).toBe('starved');
  expect(judgeQueue(waiting, NOW, { ...full, slotsFree: null }).verdict).toBe('starved');
});

it('says that the slots of workers that poll are taken', () => {
  const waiting = queue({ pollers: [poller('a')], backlogCount: 1, backlogAgeMilliseconds: 60_000 });
  expect(judgeQueue(waiting, NOW, full).headline).toBe(
    'Task queue "orders" (workflow) has 2 workers without a free slot: 1 task waits, the oldest for 60 seconds.',
  );
});

it('says of all workers only what all were asked about, and counts those that are too busy to poll', () => {
  const polled = (count: number) =>
    judgeQueue(
      queue({
        pollers: Array.from({ length: count }, (_, index) => poller(`w${index}`)),
        backlogCount: 1,
        backlogAgeMilliseconds: 60_000,
        addRate: 4,
        dispatchRate: 2,
      }),
      NOW,
      full,
    ).headline;
  expect(polled(3)).toContain('has 3 workers and falls behind: 1 task waits');
  expect(polled(1)).toBe(
    'Task queue "orders" (workflow) has 2 workers without a free slot: 1 task waits, the oldest for 60 seconds; about 6 workers would keep up.',
  );
});

it('starved: workers poll, and none of them is of the version that is current', () => {
  const version = (buildId: string) => ({ deploymentName: 'payments', buildId });
  const waiting = {
    currentVersion: version('2'),
    backlogCount: 3,
    backlogAgeMilliseconds: 9_000,
  };
  expect(judgeQueue(queue({ ...waiting, pollers: [poller('a', 1, { version: version('1') })] }), NOW)).toMatchObject({
    verdict: 'starved',
    headline:
      'Task queue "orders" (workflow) has no worker for its tasks, which go to version "payments.2", which is the current one: 3 tasks wait, the oldest for 9 seconds.',
  });
  expect(judgeQueue(queue({ ...waiting, pollers: [poller('a', 1, { version: version('2') })] }), NOW).verdict).toBe(
    'under-provisioned',
  );
});

it('starved: workers of a version poll, and none was made the current one', () => {
  const pollers = [poller('a', 1, { version: { deploymentName: 'payments', buildId: '1' } })];
  expect(judgeQueue(queue({ pollers, backlogCount: 1, backlogAgeMilliseconds: 0 }), NOW).headline).toBe(
    'Task queue "orders" (workflow) has no worker for its tasks, which go to a worker without versioning (no deployment version is current): 1 task waits, the oldest for 0 seconds.',
  );
});

it('healthy: a ramping version takes tasks as well', () => {
  const version = (buildId: string) => ({ deploymentName: 'payments', buildId });
  const pollers = [poller('a', 1, { version: version('3') })];
  const ramping = queue({
    ...busy,
    pollers,
    backlogCount: 1,
    currentVersion: version('2'),
    ramp: { version: version('3'), percentage: 10 },
  });
  expect(judgeQueue(ramping, NOW).verdict).toBe('healthy');
});

it('starved: the version that a share of the tasks is ramped to is polled by nobody', () => {
  const version = (buildId: string) => ({ deploymentName: 'payments', buildId });
  const ramping = queue({
    pollers: [poller('a', 1, { version: version('2') })],
    backlogCount: 4,
    backlogAgeMilliseconds: 30_000,
    currentVersion: version('2'),
    ramp: { version: version('3'), percentage: 10 },
  });
  expect(judgeQueue(ramping, NOW)).toMatchObject({
    verdict: 'starved',
    headline:
      'Task queue "orders" (workflow) has no worker for the tasks that go to version "payments.3", which a share of the tasks is ramped to: 4 tasks wait, the oldest for 30 seconds.',
  });
});

it('starved: all who poll have a build id that gets none of the tasks', () => {
  const pollers = [poller('a', 10, { legacyBuildId: '1.0' })];
  const waiting = { backlogCount: 2, backlogAgeMilliseconds: 8_000, pollers };
  const judged = judgeQueue(queue({ ...waiting, buildIdSets: [['1.0'], ['2.0']] }), NOW);
  expect(judged).toMatchObject({ verdict: 'starved', pollers: 1 });
  expect(judged.headline).toBe(
    'Task queue "orders" (workflow) has no worker for its tasks, which go to build id "2.0", the default of the queue: 2 tasks wait, the oldest for 8 seconds.',
  );
  expect(judgeQueue(queue({ ...waiting, buildIdSets: [['2.0'], ['1.0']] }), NOW).verdict).toBe('under-provisioned');
});
