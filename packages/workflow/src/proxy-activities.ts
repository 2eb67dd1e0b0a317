import { isRecord } from '@handrail/common/guards';
import * as sdk from '@temporalio/workflow';
import type { ProxyActivities, ProxyLocalActivities } from './activity-types';
import { embeddedPolicy, readableOptions } from './internal/runtime';

/**
 * The SDK's `proxyActivities` with options that are optional: an activity that sets neither a start-to-close nor a
 * schedule-to-close timeout gets the policy's start-to-close timeout.
 */
export const proxyActivities = (<A>(options: sdk.ActivityProxyOptions<A> = {}) =>
  withDefault(sdk.proxyActivities<A>, options)) as ProxyActivities;

/** The SDK's `proxyLocalActivities` with options that are optional; see {@link proxyActivities}. */
export const proxyLocalActivities = (<A>(options: sdk.LocalActivityProxyOptions<A> = {}) =>
  withDefault(sdk.proxyLocalActivities<A>, options)) as ProxyLocalActivities;

interface Timeouts {
  startToCloseTimeout?: unknown;
  scheduleToCloseTimeout?: unknown;
}

interface Activity {
  (...args: unknown[]): Promise<unknown>;
  executeWithOptions: (this: void, own: Timeouts | null | undefined, args: unknown[]) => Promise<unknown>;
}

function withDefault<O extends Timeouts, I extends object>(proxy: (options: O) => I, given: O): I {
  const options = readableOptions(given);
  // What is no options at all gets the SDK's own error.
  const needsDefault = isRecord(options) && (options.startToCloseTimeout ?? options.scheduleToCloseTimeout) == null;
  const { startToCloseTimeout } = embeddedPolicy.activity;
  return new Proxy(proxy(needsDefault ? { ...options, startToCloseTimeout } : options), {
    get(target, type, receiver) {
      const activity = Reflect.get(target, type, receiver) as Activity;
      const { executeWithOptions } = activity;
      activity.executeWithOptions = (given, args) => {
        const own = readableOptions(given ?? {}, options);
        // A schedule-to-close timeout of the call's own wins over the default, which would limit each attempt.
        const wins = needsDefault && own.scheduleToCloseTimeout != null;
        return executeWithOptions(wins ? { startToCloseTimeout: undefined, ...own } : own, args);
      };
      return activity;
    },
  });
}
