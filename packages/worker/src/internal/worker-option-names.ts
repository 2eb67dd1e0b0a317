import { CONNECTION_WORDS, misspeltOptions, type OptionTable } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { NativeConnectionOptions, WorkerOptions } from '@temporalio/worker';
import type { BundleOptions } from '../bundle-workflow-code';

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

const BUNDLE: Readonly<Record<keyof BundleOptions, true>> = {
  failureConverterPath: true,
  ignoreModules: true,
  logger: true,
  payloadConverterPath: true,
  plugins: true,
  policy: true,
  preloadModules: true,
  webpackConfigHook: true,
  workflowInterceptorModules: true,
  workflowsPath: true,
};

const BUNDLE_TABLE: OptionTable = {
  names: Object.keys(BUNDLE),
  meant: { path: 'workflowsPath', workflows: 'workflowsPath', interceptorModules: 'workflowInterceptorModules' },
};

const NATIVE: Readonly<Record<keyof NativeConnectionOptions, true>> = {
  address: true,
  apiKey: true,
  disableErrorCodeMetricTags: true,
  dnsLoadBalancingConfig: true,
  grpcCompression: true,
  metadata: true,
  payloadLimits: true,
  plugins: true,
  proxy: true,
  tls: true,
};

const NATIVE_TABLE: OptionTable = { ...CONNECTION_WORDS, names: Object.keys(NATIVE) };

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

const WORKER_TABLE: OptionTable = {
  names: Object.keys(NAMES),
  within: {
    bundlerOptions: Object.keys(BUNDLER),
    interceptors: ['workflowModules', 'activityInbound'],
    dataConverter: Object.keys(DATA_CONVERTER),
  },
  meant: {
    activity: 'activities',
    taskQueueName: 'taskQueue',
    workflow: 'workflowsPath',
    workflows: 'workflowsPath',
    // What other SDKs call them.
    gracefulShutdownTimeout: 'shutdownGraceTime',
    gracefulShutdownTime: 'shutdownGraceTime',
    shutdownGracePeriod: 'shutdownGraceTime',
    shutdownTimeout: 'shutdownForceTime',
    stopTimeout: 'shutdownGraceTime',
    workerStopTimeout: 'shutdownGraceTime',
    workflowCacheSize: 'maxCachedWorkflows',
    stickyCacheSize: 'maxCachedWorkflows',
    maxConcurrentActivities: 'maxConcurrentActivityTaskExecutions',
    maxConcurrentActivityExecutions: 'maxConcurrentActivityTaskExecutions',
    maxConcurrentActivityExecutionSize: 'maxConcurrentActivityTaskExecutions',
    maxConcurrentLocalActivities: 'maxConcurrentLocalActivityExecutions',
    maxConcurrentLocalActivityExecutionSize: 'maxConcurrentLocalActivityExecutions',
    maxConcurrentWorkflowTasks: 'maxConcurrentWorkflowTaskExecutions',
    maxConcurrentWorkflowTaskExecutionSize: 'maxConcurrentWorkflowTaskExecutions',
  },
  perhaps: { queue: 'taskQueue', converter: 'dataConverter' },
};

/** How a message calls the worker: a task queue that is misspelt itself is not there to name it. */
export function workerSubject({ taskQueue }: { readonly taskQueue?: string }): string {
  return taskQueue === undefined ? 'The worker' : `The worker of task queue "${taskQueue}"`;
}

/** What is misspelt of a worker's options: the SDK drops such a field without a word. A field that resembles none is somebody else's. */
export function misspeltWorkerOptions(options: WorkerOptions): Problem[] {
  const { bundlerOptions, interceptors, dataConverter } = options;
  const subject = workerSubject(options);
  const inside = (path: string, given: unknown, names: object, meant: OptionTable['meant'] = {}) =>
    misspeltOptions(subject, given, { names: Object.keys(names), meant }, `${path}.`);
  return [
    ...misspeltOptions(subject, options, WORKER_TABLE),
    ...inside('bundlerOptions', bundlerOptions, BUNDLER),
    ...inside('interceptors', interceptors, INTERCEPTORS, { activities: 'activity', workflow: 'workflowModules' }),
    ...inside('dataConverter', dataConverter, DATA_CONVERTER),
  ];
}

/** As {@link misspeltWorkerOptions}, of a replay. Options that only a worker reads are passed over: both are often given the same. */
export function misspeltReplayOptions(options: object): Problem[] {
  return misspeltOptions('The replay', options, { ...WORKER_TABLE, names: [...WORKER_TABLE.names, 'replayName'] });
}

/** As {@link misspeltWorkerOptions}, of what `bundleWorkflowCode` takes. */
export function misspeltBundleOptions(options: object): Problem[] {
  return misspeltOptions('The bundle', options, BUNDLE_TABLE);
}

/** As {@link misspeltWorkerOptions}, of a connection of workers. */
export function misspeltConnectionOptions(subject: string, options: object | undefined): Problem[] {
  return misspeltOptions(subject, options, NATIVE_TABLE);
}
