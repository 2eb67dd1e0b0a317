import { ApplicationFailure, Context } from '@temporalio/activity';
import { setTimeout as wait } from 'node:timers/promises';
import { atDawn, type Code, type DawnWatch } from './dawn-watch';
import { isIdle } from './server-rig';

/** What the workers of the handover run. */
export const HANDOVER: Code = {
  workflows: '../workflows/handover.ts',
  activities: {
    ...atDawn,

    /** Fails with a type that a retry policy may name. */
    async declineByType(): Promise<void> {
      throw ApplicationFailure.retryable('card was declined', 'CardDeclined');
    },

    /** Heartbeats on for two minutes, also while its worker shuts down: longer than a worker that is gone is thought to live. */
    async finish(): Promise<void> {
      for (let row = 0; row < 360; row++) {
        Context.current().heartbeat({ row });
        await wait(300);
      }
    },
  },
};

export const idle = async (dawn: DawnWatch, type: string, args: readonly unknown[] = [], options: object = {}) => {
  const id = await dawn.begin(type, args, options);
  await dawn.until(id, 'its wait', isIdle);
  return id;
};

export const cancel = async (dawn: DawnWatch, id: string) => await dawn.client.workflow.getHandle(id).cancel();

export const change = async (dawn: DawnWatch, id: string) =>
  await dawn.client.workflow.getHandle(id).startUpdate('change', { waitForStage: 'ACCEPTED' });

/** Lets an execution go on, through the signal that it waits for, to the timer behind it. */
export const approve = async (dawn: DawnWatch, id: string) => {
  await dawn.client.workflow.getHandle(id).signal('approve');
  await dawn.until(id, 'its timer', (each) => isIdle(each) && Number(each.workflowExecutionInfo?.historyLength) >= 8);
};

/** A retry policy that is seen at work at once. */
export const quick = { retry: { initialInterval: '200 ms', backoffCoefficient: 1 } };
export const hourly = { retry: { initialInterval: '1 hour' } };
