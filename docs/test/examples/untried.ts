/** Why an error has no example on its page that could be run, and the test that makes the mistake in its stead. */
export interface Untried {
  readonly because: string;
  readonly test: string;
  /** What that test names it by, where it is not the code. */
  readonly by?: string;
}

const CAUSES = 'packages/operations/test/e2e/causes.test.ts';
const NEIGHBOURS = 'packages/operations/test/e2e/neighbours.test.ts';
const STATES = 'packages/operations/test/diagnose.test.ts';
const SERVERS = 'packages/testing/test/resolve-temporal-server.test.ts';

/** Every page that has no wrong code and right code that the tests run. */
export const untried: Readonly<Record<string, Untried>> = {
  HR5030: {
    because: 'it takes ten seconds',
    test: 'packages/worker/test/internal/running-activities.test.ts',
  },
  HR4062: { because: 'it takes ten seconds', test: 'packages/client/test/watch-result.test.ts' },
  HR4064: { because: 'it takes a time-skipping server', test: 'packages/client/test/watch-time.test.ts' },
  HR9042: { because: 'it takes a day', test: 'packages/testing/test/internal/watch-environment.test.ts' },
  HR7076: {
    because: 'it takes a server that refuses to list',
    test: 'packages/operations/test/e2e/special-servers.test.ts',
  },
  HR4063: {
    because: 'it takes two copies of a library in one process',
    test: 'packages/client/test/translate-error.test.ts',
    by: 'undefined undefined: undefined',
  },
  HR5032: {
    because: 'it takes another system than that of the tests',
    test: 'packages/worker/test/internal/native-part.test.ts',
  },
  HR5034: {
    because: 'it takes a worker that would end of it',
    test: 'packages/worker/test/internal/workflow-failures/problem-of.test.ts',
  },
  HR5035: {
    because: 'it takes seconds, and may end the process',
    test: 'packages/worker/test/internal/stalled-workflows.test.ts',
  },
  HR5036: {
    because: 'it takes a worker that would end of it',
    test: 'packages/worker/test/internal/workflow-failures/problem-of.test.ts',
  },
  HR5031: {
    because: 'it takes a worker that is shut down in the middle of its work',
    test: 'packages/worker/test/internal/expired-shutdown.test.ts',
  },
  HR1080: {
    because: 'it takes a module of interceptors beside the workflows',
    test: 'packages/worker/test/internal/uncalled-interceptors.test.ts',
  },
  HR2035: { because: 'it takes a start, and only logs', test: 'packages/common/test/guards/odd-durations.test.ts' },
  HR4070: {
    because: 'it takes many attempts of an activity',
    test: 'packages/client/test/internal/activity-connections.test.ts',
  },
  HR5040: { because: 'it takes an endpoint of Nexus', test: 'packages/worker/test/internal/nexus-errors.test.ts' },
  HR5041: { because: 'it takes an endpoint of Nexus', test: 'packages/worker/test/internal/nexus-errors.test.ts' },
  HR5042: { because: 'it takes an endpoint of Nexus', test: 'packages/worker/test/internal/nexus-operations.test.ts' },
  HR5043: { because: 'it takes an endpoint of Nexus', test: 'packages/worker/test/internal/nexus-operations.test.ts' },
  HR5044: { because: 'it takes an endpoint of Nexus', test: 'packages/worker/test/internal/checked-factories.test.ts' },
  HR5045: {
    because: 'it takes an activity that is tried twice',
    test: 'packages/worker/test/internal/thrown-failures.test.ts',
  },
  HR1072: {
    because: 'it takes a module of interceptors beside the workflows',
    test: 'packages/worker/test/e2e/workflow-interceptors.test.ts',
  },
  HR2015: {
    because: 'no code of a user’s gives it: it tells of a fault in a guard',
    test: 'packages/common/test/inspect-call.test.ts',
    by: 'the guard itself failed',
  },
  HR3012: {
    because: 'it takes a worker that would end of it',
    test: 'packages/worker/test/internal/replaced-failures.test.ts',
  },
  HR3013: { because: 'it takes a codec that never answers', test: 'packages/common/test/host/silent-codecs.test.ts' },
  HR4010: {
    because: 'it takes another installation of the SDK',
    test: 'packages/common/test/host/supported-versions.test.ts',
  },
  HR4011: { because: 'it takes an older Node.js', test: 'packages/common/test/host/supported-versions.test.ts' },
  HR4012: { because: 'it takes two installations of the SDK', test: 'packages/client/test/sdk-versions.test.ts' },
  HR4031: {
    because: 'it takes a server that limits the rate of calls, which development servers do not',
    test: 'packages/client/test/e2e/raw-errors/silent.test.ts',
  },
  HR5019: {
    because: 'it takes an activity that does not end',
    test: 'packages/worker/test/internal/running-activities.test.ts',
  },
  HR5023: {
    because: 'it takes an activity that is silent',
    test: 'packages/worker/test/internal/running-activities.test.ts',
  },
  HR5024: { because: 'it takes a process that ends', test: 'packages/worker/test/e2e/thrown-values.test.ts' },
  HR5025: { because: 'it takes an endpoint of Nexus', test: 'packages/worker/test/e2e/nexus-operations.test.ts' },
  HR5026: { because: 'it takes an endpoint of Nexus', test: 'packages/worker/test/e2e/nexus-operations.test.ts' },
  HR5027: {
    because: 'it takes a package that few projects have',
    test: 'packages/worker/test/e2e/nexus-operations.test.ts',
  },
  HR5028: {
    because: 'it takes an activity that computes for seconds',
    test: 'packages/worker/test/internal/running-activities.test.ts',
  },
  HR6011: {
    because: 'its example is itself a file of tests',
    test: 'packages/testing/test/vitest.test.ts',
    by: 'exempt',
  },
  HR6014: {
    because: 'it takes an attempt that goes on when a later one has begun',
    test: 'packages/activity/test/e2e/ledger.test.ts',
  },
  HR6015: {
    because: 'it takes two attempts at once',
    test: 'packages/activity/test/e2e/ledger.test.ts',
  },
  HR6020: {
    because: 'it takes a server on another machine',
    test: 'packages/testing/test/e2e/rehearsal.test.ts',
  },
  HR7010: { because: 'it takes workers of several versions', test: NEIGHBOURS },
  HR7016: { because: 'it takes a worker that never answers', test: CAUSES },
  HR7017: { because: 'it takes an activity that runs for minutes', test: CAUSES },
  HR7018: { because: 'the server of the tests cannot pause an execution', test: STATES, by: 'workflow-paused' },
  HR7022: { because: 'it takes a queue with more tasks than its workers can do', test: CAUSES },
  HR7024: { because: 'it takes an activity that is silent for minutes', test: CAUSES, by: 'heartbeat-overdue' },
  HR7025: { because: 'it takes a worker that dies', test: NEIGHBOURS },
  HR7029: { because: 'it is told of another execution, which is stuck', test: CAUSES },
  HR7030: { because: 'it takes an endpoint of Nexus', test: NEIGHBOURS },
  HR7032: { because: 'it takes a history of tens of thousands of events', test: STATES, by: 'history' },
  HR7050: { because: 'it takes a server that limits the rate of calls', test: STATES, by: 'rate' },
  HR7060: {
    because: 'it takes a server that refuses to tell',
    test: 'packages/operations/test/e2e/special-servers.test.ts',
  },
  HR7071: {
    because: 'it takes a server that refuses to create search attributes; its words alone are tested',
    test: 'packages/errors/test/catalogue/HR7071.test.ts',
  },
  HR7072: {
    because: 'it takes an execution that is out of its SLA',
    test: 'packages/operations/test/e2e/sla.test.ts',
  },
  HR7073: {
    because: 'it is told of a monitor, which runs until it is stopped',
    test: 'packages/operations/test/e2e/sla.test.ts',
  },
  HR7074: {
    because: 'it takes a receiver of notices that fails',
    test: 'packages/operations/test/sla/webhook-sink.test.ts',
    by: 'it answered 400',
  },
  HR9010: { because: 'it takes a machine without a server and without a way to one', test: SERVERS },
  HR9011: {
    because: 'it is told by the search for a server, which no program of a user’s begins',
    test: 'packages/testing/test/internal/search-server.test.ts',
  },
  HR9012: {
    because: 'it takes a machine without Java',
    test: 'packages/testing/test/e2e/time-skipping.test.ts',
    by: 'createTimeSkipping',
  },
  HR9013: { because: 'it takes two servers at the same port', test: 'packages/cli/test/e2e/dev.test.ts' },
  HR9015: {
    because: 'its right command runs until it is stopped',
    test: 'packages/testing/test/e2e/start-dev-server.test.ts',
  },
  HR9017: { because: 'it takes a server that dies', test: 'packages/cli/test/e2e/dev.test.ts' },
  HR9018: {
    because: 'it takes many servers that start at the same moment',
    test: 'packages/testing/test/e2e/test-workflow-environment.test.ts',
  },
  HR9030: { because: 'it takes an older Node.js', test: 'scripts/test/tools/node-version.test.ts' },
  HR8006: { because: 'it takes executions that other code has begun', test: 'packages/cli/test/e2e/replay.test.ts' },
  HR8007: { because: 'it is a verdict over a namespace', test: 'packages/cli/test/e2e/replay.test.ts' },
};
