// Activities that fail, fall silent, are lost, paused or completed by nobody.
import { setTimeout as wait } from 'node:timers/promises';
import { isActivity, isIdle, newQueue, type Description } from '../../support/server-rig';
import { isClosed, SCHEDULED, STARTED } from '../../support/night-shift';
import { type DawnWatch, watch } from '../../support/dawn-watch';

const quick = { retry: { initialInterval: '200 ms', backoffCoefficient: 1 } };
const FAILED_OFTEN = 4;

const pauseFirst = async (dawn: DawnWatch, workflowId: string, type: string) =>
  await dawn.connection.workflowService.pauseActivity({
    namespace: 'default',
    execution: { workflowId },
    type,
    identity: 'anna',
    reason: 'provider is being migrated',
  });

const begun = async (dawn: DawnWatch, args: readonly unknown[], state: number, attempt = 1, options: object = {}) => {
  const id = await dawn.begin('runActivity', args, options);
  await dawn.until(id, 'its activity', isActivity(state, attempt));
  return id;
};

const failedBefore = ({ pendingActivities }: Description) => pendingActivities?.[0]?.lastFailure != null;

watch({
  'an activity that fails and is tried again at once, for ever': {
    arrange: async (dawn) => await begun(dawn, ['fail', quick], SCHEDULED, FAILED_OFTEN),
    cause: 'activity-retrying',
    healthy: false,
    says: ['ECONNREFUSED', /attempt/],
  },
  'an activity whose next attempt is an hour away': {
    arrange: async (dawn) => await begun(dawn, ['rateLimited', {}, 3_600], SCHEDULED, 2),
    cause: 'backoff',
    healthy: false,
    remedy: /temporal activity reset/,
  },
  'an activity that retries until a deadline of its own': {
    arrange: async (dawn) =>
      await begun(dawn, ['fail', { ...quick, scheduleToCloseTimeout: '20 minutes' }], SCHEDULED, FAILED_OFTEN),
    cause: 'activity-retrying',
    healthy: false,
    says: [/20\d\d-\d\d-\d\dT/],
  },
  'an activity that may be tried five times only': {
    arrange: async (dawn) =>
      await begun(
        dawn,
        ['fail', { retry: { initialInterval: '2 seconds', backoffCoefficient: 3, maximumAttempts: 5 } }],
        SCHEDULED,
        3,
      ),
    cause: 'activity-retrying',
    healthy: false,
    says: [/of 5|5 attempts/],
  },
  'healthy: an attempt that works after one that failed': {
    arrange: async (dawn) => {
      const id = await begun(
        dawn,
        ['failOnceThenBeat', { heartbeatTimeout: '10 seconds', retry: { initialInterval: '100 ms' } }],
        STARTED,
        2,
      );
      // For half a minute it might fail as before.
      await wait(33_000);
      return id;
    },
    cause: 'activity-running',
    healthy: true,
  },
  'an activity that falls silent again and again': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', [
        'fallSilent',
        { heartbeatTimeout: '2 seconds', retry: { initialInterval: '100 ms', backoffCoefficient: 1 } },
      ]);
      await dawn.until(id, 'a third attempt', isActivity(STARTED, 3));
      return id;
    },
    cause: ['activity-retrying', 'heartbeat-overdue'],
    healthy: false,
    says: [/[Hh]eartbeat/],
  },
  'an activity that no attempt ends in time': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', [
        'deaf',
        { startToCloseTimeout: '2 seconds', retry: { initialInterval: '100 ms', backoffCoefficient: 1 } },
      ]);
      await dawn.until(id, 'a third attempt', isActivity(STARTED, 3));
      return id;
    },
    cause: 'activity-retrying',
    healthy: false,
    says: [/StartToClose|start-to-close/],
  },
  'healthy: an activity with heartbeats': {
    arrange: async (dawn) => await begun(dawn, ['beat', { heartbeatTimeout: '30 seconds' }], STARTED),
    cause: 'activity-running',
    healthy: true,
  },
  'healthy: an activity that somebody else will complete': {
    arrange: async (dawn) => await begun(dawn, ['outside'], STARTED),
    cause: 'activity-running',
    healthy: true,
  },
  'an activity that somebody else was to complete, with heartbeats that never come': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', [
        'outside',
        { heartbeatTimeout: '2 seconds', retry: { initialInterval: '100 ms', backoffCoefficient: 1 } },
      ]);
      await dawn.until(id, 'a third attempt', isActivity(STARTED, 3));
      return id;
    },
    cause: ['activity-retrying', 'heartbeat-overdue'],
    healthy: false,
    says: [/[Hh]eartbeat/],
  },
  'an activity that somebody paused while it failed': {
    arrange: async (dawn) => {
      const id = await begun(
        dawn,
        ['fail', { retry: { initialInterval: '1 second', backoffCoefficient: 1 } }],
        SCHEDULED,
        2,
      );
      await pauseFirst(dawn, id, 'fail');
      return id;
    },
    cause: 'activity-paused',
    healthy: false,
    says: ['anna', 'provider is being migrated', 'ECONNREFUSED'],
    remedy: /temporal activity unpause/,
  },
  'an activity that was paused while it ran': {
    arrange: async (dawn) => {
      const id = await begun(dawn, ['hold'], STARTED);
      await pauseFirst(dawn, id, 'hold');
      return id;
    },
    cause: 'activity-paused',
    healthy: false,
    remedy: /temporal activity unpause/,
  },
  'one activity is paused, the other has no worker': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivities', [
        ['rateLimited', {}],
        ['work', { taskQueue: newQueue('nobody') }],
      ]);
      await dawn.until(id, 'a failure', ({ pendingActivities }) =>
        (pendingActivities ?? []).some((each) => each.lastFailure),
      );
      await pauseFirst(dawn, id, 'rateLimited');
      return id;
    },
    cause: 'activity-paused',
    healthy: false,
    also: 'no-activity-worker',
  },
  'one activity fails, the other is well': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivities', [
        ['beat', { heartbeatTimeout: '10 seconds' }],
        ['fail', quick],
      ]);
      await dawn.until(id, 'failures', ({ pendingActivities }) =>
        (pendingActivities ?? []).some((each) => (each.attempt ?? 0) > 3),
      );
      return id;
    },
    cause: 'activity-retrying',
    healthy: false,
    says: ['ECONNREFUSED'],
  },
  'a failure that is final ended the run': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', ['decline']);
      await dawn.until(id, 'its end', isClosed);
      return id;
    },
    cause: 'closed-failed',
    healthy: false,
    says: ['card was declined', 'decline'],
    remedy: /temporal workflow reset/,
  },
  'all attempts were used up': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runActivity', [
        'fail',
        { retry: { initialInterval: '100 ms', maximumAttempts: 2 } },
      ]);
      await dawn.until(id, 'its end', isClosed);
      return id;
    },
    cause: 'closed-failed',
    healthy: false,
    says: ['ECONNREFUSED', /2 attempts|attempts/],
  },
  'healthy: a final failure was caught, and it waits for a signal': {
    arrange: async (dawn) => {
      const id = await dawn.begin('forgiving', ['decline']);
      await dawn.until(id, 'its wait', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 8);
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
    says: ['approve'],
  },
  'a local activity that takes long': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runLocal', ['deaf', {}]);
      await wait(25_000);
      return id;
    },
    cause: 'local-activity-running',
    healthy: false,
  },
  'a local activity that fails again and again': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runLocal', [
        'fail',
        { retry: { initialInterval: '1 second', backoffCoefficient: 1 } },
      ]);
      await wait(25_000);
      return id;
    },
    cause: 'local-activity-running',
    healthy: false,
  },
  'healthy: a local activity is done, and a signal awaited': {
    arrange: async (dawn) => {
      const id = await dawn.begin('runLocal', ['work', {}]);
      await dawn.until(id, 'its wait', isIdle);
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'an activity that nobody took in time, and nothing else to wait for': {
    arrange: async (dawn) => {
      const id = await dawn.begin('givenUp', [{ taskQueue: newQueue('nobody'), scheduleToStartTimeout: '1 second' }]);
      await dawn.until(id, 'its wait', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) > 6);
      return id;
    },
    cause: 'schedule-to-start-expired',
    healthy: false,
    says: ['nobody-'],
  },
  'healthy: what nobody took in time was done elsewhere': {
    arrange: async (dawn) => {
      const id = await dawn.begin('elsewhere', [
        { taskQueue: newQueue('nobody'), scheduleToStartTimeout: '1 second' },
        { heartbeatTimeout: '10 seconds' },
      ]);
      await dawn.until(id, 'its second activity', isActivity(STARTED));
      return id;
    },
    cause: 'activity-running',
    healthy: true,
  },
  'an activity that was reset and fails as before': {
    arrange: async (dawn) => {
      const id = await begun(dawn, ['rateLimited', {}, 3_600], SCHEDULED, 2);
      await dawn.connection.workflowService.resetActivity({
        namespace: 'default',
        execution: { workflowId: id },
        type: 'rateLimited',
        identity: 'anna',
      });
      await dawn.until(id, 'a failure again', failedBefore);
      await dawn.until(id, 'a second attempt', isActivity(SCHEDULED, 2));
      return id;
    },
    cause: 'backoff',
    healthy: false,
  },
});
