import { nearestName } from '@handrail/common/host';
import { HR2012, type Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';

// Written as a record, so that the compiler names what an SDK release adds or drops.
const NAMES: Readonly<Record<keyof WorkerOptions, true>> = {
  activities: true,
  activityTaskPollerBehavior: true,
  buildId: true,
  bundlerOptions: true,
  connection: true,
  dataConverter: true,
  debugMode: true,
  defaultHeartbeatThrottleInterval: true,
  disablePayloadErrorLimit: true,
  enableNonLocalActivities: true,
  enableSDKTracing: true,
  identity: true,
  interceptors: true,
  maxActivitiesPerSecond: true,
  maxCachedWorkflows: true,
  maxConcurrentActivityTaskExecutions: true,
  maxConcurrentActivityTaskPolls: true,
  maxConcurrentLocalActivityExecutions: true,
  maxConcurrentNexusTaskExecutions: true,
  maxConcurrentNexusTaskPolls: true,
  maxConcurrentWorkflowTaskExecutions: true,
  maxConcurrentWorkflowTaskPolls: true,
  maxEagerActivityReservationsPerWorkflowTask: true,
  maxHeartbeatThrottleInterval: true,
  maxTaskQueueActivitiesPerSecond: true,
  namespace: true,
  nexusServices: true,
  nexusTaskPollerBehavior: true,
  nonStickyToStickyPollRatio: true,
  patchActivationCallback: true,
  plugins: true,
  reuseV8Context: true,
  showStackTraceSources: true,
  shutdownForceTime: true,
  shutdownGraceTime: true,
  sinks: true,
  stickyQueueScheduleToStartTimeout: true,
  taskQueue: true,
  tuner: true,
  useVersioning: true,
  workerDeploymentOptions: true,
  workflowBundle: true,
  workflowFailureErrorTypes: true,
  workflowTaskPollerBehavior: true,
  workflowThreadPoolSize: true,
  workflowsPath: true,
};

/** What is misspelt of a worker's options: the SDK drops such a field without a word. A field that resembles none is somebody else's. */
export function misspeltOptions(options: WorkerOptions): Problem[] {
  const known = Object.keys(NAMES);
  return Object.entries(options).flatMap(([field, value]) => {
    const suggestion = value === undefined || Object.hasOwn(NAMES, field) ? undefined : nearestName(field, known);
    if (suggestion === undefined) return [];
    return HR2012.problem({ subject: `The worker of task queue "${options.taskQueue}"`, field, suggestion });
  });
}
