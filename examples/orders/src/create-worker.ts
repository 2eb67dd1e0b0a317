import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@handrail/worker';
import { createActivities } from './activities';
import { policy } from './policy';
import type { ServiceAddresses } from './service-addresses';
import { TASK_QUEUE } from './task-queue';

export interface OrderWorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace?: string | undefined;
  readonly addresses: ServiceAddresses;
  /** Workflow code that was bundled before; otherwise it is bundled now. */
  readonly workflowBundle?: WorkflowBundleOption;
  /** What an integration environment adds, such as a rehearsal. */
  readonly plugins?: NonNullable<WorkerOptions['plugins']>;
}

/** The worker that runs orders and customers. */
export async function createOrderWorker({
  connection,
  namespace,
  addresses,
  workflowBundle,
  plugins = [],
}: OrderWorkerOptions): Promise<Worker> {
  // #region create
  return await Worker.create({
    connection,
    ...(namespace !== undefined && { namespace }),
    policy,
    plugins,
    taskQueue: TASK_QUEUE,
    ...(workflowBundle === undefined ? { workflowsPath: require.resolve('./workflows') } : { workflowBundle }),
    activities: createActivities(addresses),
    // A cancellation reaches an activity with the answer to its heartbeat: packing hears of it within two seconds.
    maxHeartbeatThrottleInterval: '2 seconds',
    // What a deploy interrupts gets the time to finish that a call to a service may take.
    shutdownGraceTime: '10 seconds',
  });
  // #endregion create
}
