// Schedules, and Nexus operations.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { isTaskAttempt, newQueue } from '../../support/server-rig';
import { chargesAnsweredBy, chargesWorkedOnBy } from '../../support/nexus-service';
import { type DawnWatch, watch } from '../../support/dawn-watch';

const schedule = async (dawn: DawnWatch, options: object, action: object = {}) => {
  const scheduleId = `nightly-${randomUUID()}`;
  await dawn.client.schedule.create({
    scheduleId,
    spec: { intervals: [{ every: '1 hour' }] },
    action: {
      type: 'startWorkflow',
      workflowType: 'succeed',
      taskQueue: await dawn.home(),
      workflowId: `${scheduleId}-run`,
      ...action,
    },
    ...options,
  } as never);
  return scheduleId;
};

const untilSchedule = async (dawn: DawnWatch, scheduleId: string, holds: (d: Schedule) => boolean) => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const description = await dawn.client.schedule.getHandle(scheduleId).describe();
    if (holds(description)) return;
    await wait(200);
  }
  throw new Error(`${scheduleId} never came so far`);
};

type Schedule = Awaited<ReturnType<ReturnType<DawnWatch['client']['schedule']['getHandle']>['describe']>>;

const everySecond = { spec: { intervals: [{ every: '1 second' }] } };
const nobody = () => ({ workflowType: 'awaitApproval', taskQueue: newQueue('nobody') });

const endpoint = async (dawn: DawnWatch, taskQueue: string, namespace = 'default') => {
  const name = `charges-${randomUUID()}`;
  await dawn.connection.operatorService.createNexusEndpoint({
    spec: { name, target: { worker: { namespace, taskQueue } } },
  });
  return name;
};

const nexusPending = async (dawn: DawnWatch, name: string, attempts = 0, state?: number) => {
  const id = await dawn.begin('callsNexus', [name]);
  await dawn.until(id, 'its operation', ({ pendingNexusOperations }) => {
    const operation = pendingNexusOperations?.[0];
    return (
      operation != null && (operation.attempt ?? 0) >= attempts && (state === undefined || operation.state === state)
    );
  });
  return id;
};

watch({
  'a schedule that somebody paused': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, {});
      await dawn.client.schedule.getHandle(id).pause('month-end close');
      return id;
    },
    cause: 'schedule-paused',
    healthy: false,
    says: ['month-end close'],
    remedy: /temporal schedule toggle/,
  },
  'a schedule that a failed run paused': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, { ...everySecond, policies: { pauseOnFailure: true } }, { workflowType: 'fail' });
      await untilSchedule(dawn, id, ({ state }) => state.paused === true);
      return id;
    },
    cause: 'schedule-paused',
    healthy: false,
    says: [/fail/],
  },
  'a schedule that skips for a run that is stuck': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, everySecond, nobody());
      await untilSchedule(dawn, id, ({ info }) => (info.numActionsSkippedOverlap ?? 0) > 2);
      return id;
    },
    cause: 'schedule-overlap-skip',
    healthy: false,
    says: [/-run-/],
    root: 'no-workflow-worker',
  },
  'a schedule that holds back one run behind a run that is stuck': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, { ...everySecond, policies: { overlap: 'BUFFER_ONE' } }, nobody());
      await untilSchedule(dawn, id, ({ info }) => info.runningActions !== undefined || info.recentActions.length > 0);
      await wait(5_000);
      return id;
    },
    cause: ['schedule-overlap-skip', 'child-blocked', 'no-workflow-worker'],
    healthy: false,
  },
  'a schedule that holds back all runs behind a run that is stuck': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, { ...everySecond, policies: { overlap: 'BUFFER_ALL' } }, nobody());
      await wait(8_000);
      return id;
    },
    cause: ['schedule-overlap-skip', 'child-blocked', 'no-workflow-worker'],
    healthy: false,
  },
  'a schedule that has nothing left to do': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, { ...everySecond, state: { remainingActions: 1 } });
      await untilSchedule(dawn, id, ({ state, info }) => state.remainingActions === 0 && info.recentActions.length > 0);
      return id;
    },
    cause: 'schedule-exhausted',
    healthy: false,
  },
  'healthy: a schedule whose next run is to come': {
    arrange: async (dawn) => await schedule(dawn, {}),
    cause: ['start-delayed', 'timer-wait'],
    healthy: true,
  },
  'healthy: a schedule whose run is well': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, {}, { workflowType: 'timers', args: ['1 hour'] });
      await dawn.client.schedule.getHandle(id).trigger('BUFFER_ONE');
      await untilSchedule(dawn, id, ({ info }) => info.runningActions.length > 0);
      await wait(1_000);
      return id;
    },
    cause: ['start-delayed', 'timer-wait', 'child-running'],
    healthy: true,
  },
  'the run of a schedule, by the id that the action has': {
    arrange: async (dawn) => {
      const id = await schedule(dawn, {}, nobody());
      await dawn.client.schedule.getHandle(id).trigger();
      await untilSchedule(dawn, id, ({ info }) => info.recentActions.length > 0);
      await wait(3_000);
      return `${id}-run`;
    },
    cause: 'not-found',
    healthy: false,
    says: [/-run-20\d\d/],
  },
  'an operation of an endpoint whose queue nobody polls': {
    arrange: async (dawn) => {
      const queue = newQueue('charges');
      return await nexusPending(dawn, await endpoint(dawn, queue), 1, 2);
    },
    cause: 'nexus-pending',
    healthy: false,
    says: [/charges-/],
    remedy: /worker/,
  },
  'an operation in a namespace where nobody polls': {
    arrange: async (dawn) => {
      const namespace = `billing-${randomUUID()}`;
      await dawn.connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
      });
      for (let attempt = 0; ; attempt++) {
        try {
          const name = await endpoint(dawn, newQueue('charges'), namespace);
          return await nexusPending(dawn, name, 1, 2);
        } catch (error) {
          if (attempt > 40 || !/namespace/i.test(String(error))) throw error;
          await wait(500);
        }
      }
    },
    cause: 'nexus-pending',
    healthy: false,
    says: [/billing-/],
  },
  'an operation whose handler fails': {
    arrange: async (dawn) => {
      const queue = newQueue('charges');
      await dawn.serve(queue, {
        workflows: false,
        nexusServices: [chargesAnsweredBy(async () => await Promise.reject(new Error('ledger is read-only')))],
      });
      return await nexusPending(dawn, await endpoint(dawn, queue), 2);
    },
    cause: 'nexus-pending',
    healthy: false,
    says: ['ledger is read-only'],
  },
  'an operation of a service that its worker lacks': {
    arrange: async (dawn) => {
      const queue = newQueue('charges');
      await dawn.serve(queue, { workflows: false, nexusServices: [chargesAnsweredBy(async () => 'ok', 'refunds')] });
      const id = await dawn.begin('callsNexus', [await endpoint(dawn, queue)]);
      await dawn.until(
        id,
        'an end or an attempt',
        (each) =>
          each.workflowExecutionInfo?.closeTime != null || (each.pendingNexusOperations?.[0]?.attempt ?? 0) >= 2,
      );
      return id;
    },
    cause: ['closed-failed', 'nexus-pending'],
    healthy: false,
    says: ['charges'],
  },
  'an operation whose workflow has no worker': {
    arrange: async (dawn) => {
      const queue = newQueue('charges');
      const workflowId = `charge-${randomUUID()}`;
      await dawn.serve(queue, {
        workflows: false,
        nexusServices: [chargesWorkedOnBy({ workflowId, taskQueue: newQueue('nobody') })],
      });
      return await nexusPending(dawn, await endpoint(dawn, queue), 0, 3);
    },
    cause: 'nexus-pending',
    healthy: false,
    says: [/charge-/],
    root: 'no-workflow-worker',
  },
  'an endpoint that does not exist': {
    arrange: async (dawn) => {
      const id = await dawn.begin('callsNexus', ['no-such-endpoint']);
      await dawn.until(
        id,
        'a failing task or an end',
        (each) => each.workflowExecutionInfo?.closeTime != null || isTaskAttempt(2)(each),
      );
      return id;
    },
    cause: ['workflow-task-failing', 'closed-failed'],
    healthy: false,
    says: ['no-such-endpoint'],
  },
});
