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

const BUNDLER: Readonly<Record<keyof NonNullable<WorkerOptions['bundlerOptions']>, true>> = {
  ignoreModules: true,
  preloadModules: true,
  webpackConfigHook: true,
};

const INTERCEPTORS: Readonly<Record<keyof NonNullable<WorkerOptions['interceptors']>, true>> = {
  activity: true,
  activityInbound: true,
  client: true,
  nexus: true,
  workflowModules: true,
};

const DATA_CONVERTER: Readonly<Record<keyof NonNullable<WorkerOptions['dataConverter']>, true>> = {
  externalStorage: true,
  failureConverterPath: true,
  payloadCodecs: true,
  payloadConverterPath: true,
};

/** Names that resemble none, and are taken for one all the same. */
const MEANT: Readonly<Record<string, string>> = {
  activity: 'activities',
  queue: 'taskQueue',
  taskQueueName: 'taskQueue',
  workflow: 'workflowsPath',
  workflows: 'workflowsPath',
};

/** What is misspelt of a worker's options: the SDK drops such a field without a word. A field that resembles none is somebody else's. */
export function misspeltOptions(options: WorkerOptions): Problem[] {
  const subject = `The worker of task queue "${options.taskQueue}"`;
  return [
    ...misspelt(subject, options, NAMES, MEANT),
    ...misspelt(subject, options.bundlerOptions, BUNDLER, {}, 'bundlerOptions.'),
    ...misspelt(subject, options.interceptors, INTERCEPTORS, { activities: 'activity' }, 'interceptors.'),
    ...misspelt(subject, options.dataConverter, DATA_CONVERTER, {}, 'dataConverter.'),
  ];
}

function misspelt(
  subject: string,
  options: object | undefined,
  names: Readonly<Record<string, true>>,
  meant: Readonly<Record<string, string>>,
  prefix = '',
): Problem[] {
  // A converter or a list of interceptors may be an object with methods of its own.
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return [];
  return Object.entries(options).flatMap(([field, value]) => {
    if (value === undefined || Object.hasOwn(names, field)) return [];
    const suggestion = Object.hasOwn(meant, field) ? meant[field] : nearestName(field, Object.keys(names));
    if (suggestion === undefined) return [];
    return HR2012.problem({ subject, field: prefix + field, suggestion: prefix + suggestion });
  });
}
