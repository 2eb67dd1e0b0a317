import type { Policy, PolicyInput } from '@handrail/common';
import { mirrorClass, withSizeLimit } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { withWorkflowInterceptor } from './internal/client-interceptors';
import { guardWorkflowClient } from './internal/guard-workflow-client';
import { singleClientDoor } from './internal/single-client-door';

/** The SDK's options with a policy. */
export interface WorkflowClientOptions extends sdk.WorkflowClientOptions {
  /** @default the policy of a `handrail()` plugin on the connection, else the default policy */
  policy?: PolicyInput | Policy | undefined;
}

/** What {@link WorkflowClient} is to the compiler: its constructor takes a policy. */
export declare class GuardedWorkflowClient extends sdk.WorkflowClient {
  constructor(options?: WorkflowClientOptions);
}

/** The SDK's `WorkflowClient` with guarded starts, see `Client`. */
export type WorkflowClient = sdk.WorkflowClient;
export const WorkflowClient = mirrorClass<typeof GuardedWorkflowClient>(
  sdk.WorkflowClient,
  {},
  (create, [given, ...others]) => {
    const { policy, ...options } = (given ?? {}) as WorkflowClientOptions;
    const door = singleClientDoor({ policy, ...options });
    const interceptors = withWorkflowInterceptor(door, options.interceptors);
    const client = create(
      { ...options, interceptors, dataConverter: withSizeLimit(options.dataConverter, door) },
      ...others,
    ) as sdk.WorkflowClient;
    guardWorkflowClient(client, door);
    return client;
  },
);
