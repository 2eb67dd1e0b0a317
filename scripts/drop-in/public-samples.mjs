// Temporal's public samples that are tried in docs/guides/drop-in.md, each with what its README says to run.

export const REPOSITORY = 'https://github.com/temporalio/samples-typescript';
export const COMMIT = '5c245e02e2629cce5301af70f68e5fc9b8f2bb86';

/** The arguments of `drop-in-check.mjs` for one sample. */
const sample = (name, { worker = ['start'], client = ['workflow'], prepare = [], ...others } = {}) => ({
  name,
  arguments: Object.entries({ worker, client, prepare, ...others }).flatMap(([option, values]) =>
    [values].flat().flatMap((value) => (value === true ? [`--${option}`] : [`--${option}`, value])),
  ),
});
const testsOnly = (name, options = {}) => sample(name, { ...options, worker: [], client: [] });

/** A target for Nexus operations, as the samples' READMEs create it. */
const nexus = ({ endpoint, caller, target, taskQueue }) => [
  `operator namespace create --namespace ${caller}`,
  `operator namespace create --namespace ${target}`,
  `operator nexus endpoint create --name ${endpoint} --target-namespace ${target} --target-task-queue ${taskQueue}`,
];

// The one that SDK 1.24 has; its types and those of the older one, which the samples name, do not fit.
const NEXUS_RPC = 'nexus-rpc@0.0.3';

// Packages that build on the SDK name its exact version and come later than it.
const INTEGRATION = { sdk: '1.23.0', 'keep-sdk': true };

export const SAMPLES = [
  sample('hello-world'),
  // What else it has calls a public web service, or fails with the SDK alone (its jest tests).
  testsOnly('activities-examples'),
  sample('child-workflows'),
  sample('continue-as-new'),
  // A newer compiler finds an error in the sample itself.
  sample('ejson', { pin: 'typescript@5.7.3' }),
  sample('expense', {
    worker: ['server', 'start'],
    ready: 'RUNNING|Listening',
    client: ['workflow-approve', 'workflow-timeout'],
  }),
  // Its worker logs nothing below a warning.
  sample('interceptors-opentelemetry', { ...INTEGRATION, ready: 'ts-node' }),
  sample('message-passing/safe-message-handlers', { client: ['simulation'] }),
  sample('mutex', { script: ['build', 'test'], client: ['workflow my-lock-id', 'workflow my-lock-id'] }),
  testsOnly('nestjs-exchange-rates'),
  sample('nexus-hello', {
    pin: NEXUS_RPC,
    prepare: nexus({
      endpoint: 'my-nexus-endpoint-name',
      caller: 'my-caller-namespace',
      target: 'my-target-namespace',
      taskQueue: 'my-handler-task-queue',
    }),
    worker: ['start.service', 'start.caller'],
  }),
  sample('nexus-messaging', {
    pin: NEXUS_RPC,
    prepare: nexus({
      endpoint: 'nexus-messaging-nexus-endpoint',
      caller: 'nexus-messaging-caller-namespace',
      target: 'nexus-messaging-handler-namespace',
      taskQueue: 'nexus-messaging-handler-task-queue',
    }),
    worker: ['start.ondemandpattern.service', 'start.ondemandpattern.caller'],
    client: ['workflow.ondemandpattern'],
  }),
  sample('production', {
    script: ['build', 'build:workflow'],
    worker: ['NODE_ENV=production node lib/worker.js'],
  }),
  // From 1.23 on the SDK has another major version of protobufjs.
  sample('protobufs', { sdk: '1.22.0', 'keep-sdk': true, typecheck: 'npm run build:protos && tsc --noEmit' }),
  // Its workflow fails on purpose, after it has undone what it did.
  sample('saga', { client: ['! npm run workflow'] }),
  sample('schedules', {
    'any-number': true,
    client: [
      'start',
      'go-faster',
      'pause',
      'unpause',
      'describe',
      'update',
      'backfill',
      'list',
      'trigger',
      'delete',
    ].map((action) => `schedule.${action}`),
  }),
  // Its workflow sets an attribute that its script does not create.
  sample('search-attributes', {
    prepare: 'operator search-attribute create --name CustomDoubleField --type Double',
    client: ['create-attributes', 'workflow'],
  }),
  sample('worker-versioning', { worker: ['worker1', 'worker1_1', 'worker2'], client: ['example'] }),
];
