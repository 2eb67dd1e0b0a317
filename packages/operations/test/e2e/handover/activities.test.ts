// Activities, in pairs and in threes.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type DawnWatch, watch } from '../../support/dawn-watch';
import { cancel, HANDOVER, hourly, idle, quick } from '../../support/handover';
import { isClosed, SCHEDULED, STARTED } from '../../support/night-shift';
import { isActivity, isTaskAttempt, newQueue } from '../../support/server-rig';

const nobody = () => ({ taskQueue: newQueue('nobody') });
const hasAttempt = (attempt: number) => isActivity(SCHEDULED, attempt);

const pause = async (dawn: DawnWatch, workflowId: string, activity: object) => {
  await dawn.connection.workflowService.pauseActivity({
    namespace: 'default',
    execution: { workflowId },
    identity: 'anna@laptop',
    reason: 'provider asked us to wait',
    ...activity,
  });
};

watch(
  {
    'three: paused, without a worker, and a child that fails': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [
          { activity: 'fail', options: hourly },
          { activity: 'work', options: nobody() },
          { child: 'throwsPlain' },
        ]);
        await dawn.until(id, 'its backoff', hasAttempt(2));
        await dawn.until(`${id}/throwsPlain`, 'its failing task', isTaskAttempt(2));
        await pause(dawn, id, { type: 'fail' });
        return id;
      },
      cause: 'activity-paused',
      healthy: false,
      says: ['anna@laptop', 'ECONNREFUSED', /no-activity-worker: .*nobody-/, 'child-blocked'],
      remedy: /temporal activity unpause/,
    },
    'two: unknown to its worker, and without a worker': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [
          { activity: 'sendMial', options: quick },
          { activity: 'work', options: nobody() },
        ]);
        await dawn.until(id, 'an attempt', (each) => each.pendingActivities!.some(({ attempt }) => attempt! >= 2));
        return id;
      },
      cause: 'no-activity-worker',
      healthy: false,
      says: [/activity-not-registered: .*sendMial/],
    },
    'three: a backoff, one that retries and one at work': {
      arrange: async (dawn) => {
        const id = await dawn.begin('together', [
          { activity: 'fail', options: quick },
          { activity: 'rateLimited', options: {} },
          { activity: 'beat', options: { heartbeatTimeout: '10 seconds' } },
        ]);
        await dawn.until(id, 'its attempts', ({ pendingActivities }) => {
          const [first, second, third] = pendingActivities ?? [];
          return (first?.attempt ?? 0) >= 2 && (second?.attempt ?? 0) >= 2 && third?.lastHeartbeatTime != null;
        });
        return id;
      },
      cause: 'backoff',
      healthy: false,
      says: ['too many requests', /activity-retrying: .*ECONNREFUSED/, /activity-running: .*beat/],
      remedy: /temporal activity reset/,
    },
    'a paused activity that was reset stays paused': {
      arrange: async (dawn) => {
        const id = await dawn.begin('runActivity', ['fail', hourly]);
        await dawn.until(id, 'its backoff', hasAttempt(2));
        await pause(dawn, id, { id: '1' });
        await dawn.connection.workflowService.resetActivity({
          namespace: 'default',
          execution: { workflowId: id },
          id: '1',
          keepPaused: true,
        });
        await wait(1_000);
        return id;
      },
      cause: 'activity-paused',
      healthy: false,
      says: ['provider asked us to wait'],
      remedy: /temporal activity unpause/,
    },
    'healthy: an activity that was paused before its first attempt and unpaused works': {
      arrange: async (dawn) => {
        const id = await dawn.begin('runActivity', ['beat', { heartbeatTimeout: '10 seconds' }]);
        await dawn.until(id, 'its activity', isActivity(STARTED));
        await pause(dawn, id, { id: '1' });
        await dawn.connection.workflowService.unpauseActivity({
          namespace: 'default',
          execution: { workflowId: id },
          id: '1',
        });
        await dawn.until(id, 'its activity', isActivity(STARTED));
        await wait(2_000);
        return id;
      },
      cause: 'activity-running',
      healthy: true,
    },
    'the next attempt would be after the time for all attempts': {
      arrange: async (dawn) => {
        const id = await dawn.begin('runActivity', ['fail', { scheduleToCloseTimeout: '30 seconds', ...hourly }]);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: ['ECONNREFUSED'],
      remedy: /reset/,
    },
    'a failure that the retry policy names is final': {
      arrange: async (dawn) => {
        const id = await dawn.begin('runActivity', [
          'declineByType',
          { retry: { nonRetryableErrorTypes: ['CardDeclined'] } },
        ]);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: ['card was declined', /not (to be )?(re)?tri|non-retryable|not retryable/i],
    },
    'three heartbeats missed, and no attempt left': {
      arrange: async (dawn) => {
        const id = await dawn.begin('runActivity', [
          'fallSilent',
          { heartbeatTimeout: '1 second', retry: { maximumAttempts: 2, initialInterval: '100 ms' } },
        ]);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: [/heartbeat/i, /fallSilent/],
    },
    'one attempt that took too long, and no more': {
      arrange: async (dawn) => {
        const id = await dawn.begin('runActivity', [
          'hold',
          { startToCloseTimeout: '1 second', retry: { maximumAttempts: 1 } },
        ]);
        await dawn.until(id, 'its end', isClosed);
        return id;
      },
      cause: 'closed-failed',
      healthy: false,
      says: [/start-?to-?close/i, /hold/],
    },
    'healthy: it looks at something again and again': {
      arrange: async (dawn) => {
        const id = await dawn.begin('watches', ['activity']);
        await wait(20_000);
        return id;
      },
      cause: ['timer-wait', 'activity-running', 'workflow-task-running'],
      healthy: true,
    },
    'healthy: it calls local activities again and again': {
      arrange: async (dawn) => {
        const id = await dawn.begin('watches', ['local']);
        await wait(20_000);
        return id;
      },
      cause: ['timer-wait', 'workflow-task-running'],
      healthy: true,
    },
    'healthy: an activity is left to itself, and its workflow waits for a timer': {
      arrange: async (dawn) =>
        await idleAfter(dawn, 'abandonsItsActivity', ['beat', { heartbeatTimeout: '10 seconds' }]),
      cause: ['activity-running', 'timer-wait'],
      healthy: true,
      says: [/timer/],
    },
    'the first of two is done, the second retries': {
      arrange: async (dawn) => {
        const id = await dawn.begin('inTurn', [{ activity: 'work' }, { activity: 'fail', options: quick }]);
        await dawn.until(id, 'its second', (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 3);
        return id;
      },
      cause: 'activity-retrying',
      healthy: false,
      says: ['ECONNREFUSED', /no limit|without end/],
    },
    'a race of a signal and an activity that fails': {
      arrange: async (dawn) => {
        const id = await dawn.begin('whichIsFirst', [{ activity: 'fail', options: hourly }, { signal: true }]);
        await dawn.until(id, 'its backoff', hasAttempt(2));
        return id;
      },
      cause: 'backoff',
      healthy: false,
      says: ['ECONNREFUSED'],
    },
    'an activity for which the time of the execution is too short': {
      arrange: async (dawn) => {
        const options = { retry: { initialInterval: '10 minutes', maximumInterval: '10 minutes' } };
        const id = await dawn.begin('runActivity', ['fail', options], { workflowExecutionTimeout: '20 minutes' });
        await dawn.until(id, 'its backoff', hasAttempt(2));
        return id;
      },
      cause: 'backoff',
      healthy: false,
      says: [/times out at/],
    },
    'a cleanup that fails again and again': {
      arrange: async (dawn) => {
        const id = await idle(dawn, 'cleansUpWith', [{ activity: 'fail', options: quick }]);
        await cancel(dawn, id);
        await dawn.until(id, 'its attempts', (each) => (each.pendingActivities?.[0]?.attempt ?? 0) >= 3);
        return id;
      },
      cause: 'activity-retrying',
      healthy: false,
      says: [/cancel/, 'ECONNREFUSED'],
    },
    'healthy: its activity is in its 2nd attempt, the type is known to one of two workers': {
      arrange: async (dawn) => {
        const queue = newQueue('mixed');
        await dawn.serve(queue);
        await dawn.spawn(queue);
        const ids = await Promise.all(
          Array.from({ length: 4 }, () =>
            dawn.begin(
              'runActivity',
              [
                'beat',
                { heartbeatTimeout: '10 seconds', retry: { initialInterval: '100 ms', maximumInterval: '200 ms' } },
              ],
              { taskQueue: queue },
            ),
          ),
        );
        for (const id of ids)
          await dawn.until(
            id,
            'its activity',
            (each) => isActivity(STARTED)(each) && each.pendingActivities?.[0]?.lastHeartbeatTime != null,
          );
        await wait(32_000);
        return ids[randomUUID().charCodeAt(0) % 4]!;
      },
      cause: 'activity-running',
      healthy: true,
    },
    'half of the attempts reach a worker that lacks it': {
      arrange: async (dawn) => {
        const queue = newQueue('mixed');
        await dawn.spawn(queue);
        const id = await dawn.begin('runActivity', ['beat', hourly], { taskQueue: queue });
        await dawn.until(id, 'its backoff', hasAttempt(2));
        await dawn.serve(queue);
        await dawn.untilPolled(queue, 'activity');
        return id;
      },
      cause: 'activity-not-registered',
      healthy: false,
      says: [/beat/],
      remedy: /task-queue describe/,
    },
  },
  HANDOVER,
);

async function idleAfter(dawn: DawnWatch, type: string, args: readonly unknown[]) {
  const id = await dawn.begin(type, args);
  await dawn.until(
    id,
    'its timer',
    (each) => each.pendingWorkflowTask == null && Number(each.workflowExecutionInfo?.historyLength) >= 9,
  );
  return id;
}
