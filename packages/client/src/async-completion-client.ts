import type { Policy, PolicyInput } from '@handrail/common';
import { mirrorClass } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { guardAsyncCompletion } from './internal/guard-activity-client';
import { singleClientDoor } from './internal/single-client-door';

/** The SDK's options with a policy. */
export interface AsyncCompletionClientOptions extends sdk.AsyncCompletionClientOptions {
  /** @default the policy of a `handrail()` plugin on the connection, else the default policy */
  policy?: PolicyInput | Policy | undefined;
}

/** What {@link AsyncCompletionClient} is to the compiler: its constructor takes a policy. */
export declare class GuardedAsyncCompletionClient extends sdk.AsyncCompletionClient {
  constructor(options?: AsyncCompletionClientOptions);
}

/** The SDK's `AsyncCompletionClient` with explained errors, see `Client`. */
export type AsyncCompletionClient = sdk.AsyncCompletionClient;
export const AsyncCompletionClient = mirrorClass<typeof GuardedAsyncCompletionClient>(
  sdk.AsyncCompletionClient,
  {},
  (create, [given, ...others]) => {
    const { policy, ...options } = (given ?? {}) as AsyncCompletionClientOptions;
    const client = create({ ...options }, ...others) as sdk.AsyncCompletionClient;
    guardAsyncCompletion(client, singleClientDoor({ policy, ...options }));
    return client;
  },
);
