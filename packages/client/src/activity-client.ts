import type { Policy, PolicyInput } from '@handrail/common';
import { mirrorClass, withSizeLimit } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { activityInterceptor } from './internal/activity-interceptor';
import { checkedInterceptors } from './internal/checked-interceptors';
import { withOurs } from './internal/client-interceptors';
import { guardActivityClient } from './internal/guard-activity-client';
import { sendingActivities } from './internal/sending-interceptors';
import { singleClientDoor } from './internal/single-client-door';

/** The SDK's options with a policy. */
export interface ActivityClientOptions extends sdk.ActivityClientOptions {
  /** @default the policy of a `handrail()` plugin on the connection, else the default policy */
  policy?: PolicyInput | Policy | undefined;
}

/** What {@link ActivityClient} is to the compiler: its constructor takes a policy. */
export declare class GuardedActivityClient extends sdk.ActivityClient {
  constructor(options?: ActivityClientOptions);
}

/** The SDK's `ActivityClient` with guarded standalone activities, see `Client`. */
export type ActivityClient = sdk.ActivityClient;
export const ActivityClient = mirrorClass<typeof GuardedActivityClient>(
  sdk.ActivityClient,
  {},
  (create, [given, ...others]) => {
    const { policy, ...options } = (given ?? {}) as ActivityClientOptions;
    const door = singleClientDoor({ policy, ...options });
    const interceptors = withOurs(checkedInterceptors('activity', options.interceptors, door), () => [
      activityInterceptor(door),
      sendingActivities(door),
    ]);
    const dataConverter = withSizeLimit(options.dataConverter, door);
    const client = create({ ...options, interceptors, dataConverter }, ...others) as sdk.ActivityClient;
    guardActivityClient(client, door);
    return client;
  },
);
