import { setTimeout as wait } from 'node:timers/promises';
import type { DawnWatch } from './dawn-watch';
import { isIdle, newQueue } from './server-rig';

export const versioned = (
  deploymentName: string,
  buildId: string,
  defaultVersioningBehavior: 'PINNED' | 'AUTO_UPGRADE',
) => ({
  workerDeploymentOptions: {
    version: { deploymentName, buildId },
    useWorkerVersioning: true as const,
    defaultVersioningBehavior,
  },
});

const WORKFLOW = 1;

export const retrying = async (what: () => Promise<unknown>) => {
  for (let attempt = 0; ; attempt++) {
    try {
      await what();
      return;
    } catch (error) {
      if (attempt > 60) throw error;
      await wait(250);
    }
  }
};

/** The deployment of one queue. */
export class Deployment {
  readonly queue = newQueue('deployment');

  constructor(readonly dawn: DawnWatch) {}

  async serve(buildId: string, behavior: 'PINNED' | 'AUTO_UPGRADE' = 'PINNED') {
    const worker = await this.dawn.serve(this.queue, versioned(this.queue, buildId, behavior));
    await this.#untilPolled(buildId);
    return worker;
  }

  /** A worker polls for activities before it does for workflow tasks. */
  async #untilPolled(buildId: string) {
    await retrying(async () => {
      const { pollers } = await this.dawn.connection.workflowService.describeTaskQueue({
        namespace: 'default',
        taskQueue: { name: this.queue },
        taskQueueType: WORKFLOW,
      });
      if (!pollers?.some(({ deploymentOptions }) => deploymentOptions?.buildId === buildId)) throw new Error('not yet');
    });
  }

  async spawn(buildId: string, behavior: 'PINNED' | 'AUTO_UPGRADE' = 'PINNED') {
    return await this.dawn.spawn(this.queue, versioned(this.queue, buildId, behavior));
  }

  async setCurrent(buildId: string, options: object = {}) {
    await retrying(async () => {
      await this.dawn.connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace: 'default',
        deploymentName: this.queue,
        buildId,
        ...options,
      });
    });
  }

  async setRamping(buildId: string, percentage: number, options: object = {}) {
    await retrying(async () => {
      await this.dawn.connection.workflowService.setWorkerDeploymentRampingVersion({
        namespace: 'default',
        deploymentName: this.queue,
        buildId,
        percentage,
        ...options,
      });
    });
  }

  async begin(type = 'awaitApproval', args: readonly unknown[] = [], options: object = {}) {
    return await this.dawn.begin(type, args, { taskQueue: this.queue, ...options });
  }

  async waits(id: string) {
    await this.dawn.until(id, 'its wait', isIdle);
    return id;
  }
}
