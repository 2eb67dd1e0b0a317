import type { Policy, PolicyInput } from '@handrail/common';
import { mirrorClass, withSizeLimit } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { checkedInterceptors } from './internal/checked-interceptors';
import { withOurs } from './internal/client-interceptors';
import { guardScheduleClient } from './internal/guard-schedule-client';
import { scheduleInterceptor } from './internal/schedule-interceptor';
import { sendingSchedules } from './internal/sending-interceptors';
import { singleClientDoor } from './internal/single-client-door';

/** The SDK's options with a policy. */
export interface ScheduleClientOptions extends sdk.ScheduleClientOptions {
  /** @default the policy of a `handrail()` plugin on the connection, else the default policy */
  policy?: PolicyInput | Policy | undefined;
}

/** What {@link ScheduleClient} is to the compiler: its constructor takes a policy. */
export declare class GuardedScheduleClient extends sdk.ScheduleClient {
  constructor(options?: ScheduleClientOptions);
}

/** The SDK's `ScheduleClient` with guarded schedules, see `Client`. */
export type ScheduleClient = sdk.ScheduleClient;
export const ScheduleClient = mirrorClass<typeof GuardedScheduleClient>(
  sdk.ScheduleClient,
  {},
  (create, [given, ...others]) => {
    const { policy, ...options } = (given ?? {}) as ScheduleClientOptions;
    const door = singleClientDoor({ policy, ...options });
    const interceptors = withOurs(checkedInterceptors('schedule', options.interceptors, door), () => [
      scheduleInterceptor(door),
      sendingSchedules(door),
    ]);
    const client = create(
      { ...options, interceptors, dataConverter: withSizeLimit(options.dataConverter, door) },
      ...others,
    ) as sdk.ScheduleClient;
    guardScheduleClient(client, door);
    return client;
  },
);
