/**
 * Every export of `@temporalio/testing` and what `@handrail/testing` makes of it, one line each:
 *
 * - `'passthrough'`: re-exported as it is;
 * - `{ override: './file', because: '…' }`: taken from our own file, under the same name;
 * - `{ blocked: '…' }`: left out, for the reason given.
 *
 * `since` names the SDK release that brought an export which the oldest supported one lacks. What is a value and a type at
 * once (a class, an enum) stands among the values. After a change run `pnpm generate`: it writes the mirror part of
 * `index.ts`. `test/sdk-surface.test.ts` compares this list with the SDK that is installed.
 */
export const sdkSurface = {
  package: '@temporalio/testing',
  values: {
    MockActivityEnvironment: {
      override: './mock-activity-environment',
      because: 'it looks at what goes in and out of an activity as a worker would',
    },
    TestWorkflowEnvironment: {
      override: './test-workflow-environment',
      because: 'it gets a server where the SDK cannot download one, and adds the plugin',
    },
    TimeSkippingWorkflowClient: 'passthrough',
    defaultActivityInfo: 'passthrough',
    workflowInterceptorModules: 'passthrough',
  },
  types: {
    ClientOptionsForTestEnv: 'passthrough',
    DevServerConfig: 'passthrough',
    EphemeralServerExecutable: 'passthrough',
    ExistingServerConnectionOptions: 'passthrough',
    ExistingServerTestWorkflowEnvironmentOptions: {
      override: './test-workflow-environment',
      because: 'it has a policy',
    },
    LocalTestWorkflowEnvironmentOptions: { override: './test-workflow-environment', because: 'it has a policy' },
    MockActivityEnvironmentOptions: 'passthrough',
    NexusEndpointIdentifier: 'passthrough',
    TimeSkippingServerConfig: 'passthrough',
    TimeSkippingTestWorkflowEnvironmentOptions: { override: './test-workflow-environment', because: 'it has a policy' },
  },
} as const;
