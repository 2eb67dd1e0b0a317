import * as sdk from '@temporalio/workflow';
import type { ProxyActivities, ProxyLocalActivities } from './activity-types';
import { embeddedPolicy } from './internal/runtime';

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

interface Callable {
  (...args: unknown[]): Promise<unknown>;
  executeWithOptions(options: object, args: unknown[]): Promise<unknown>;
}

function withDefault<O extends Timeouts, I extends object>(proxy: (options: O) => I, options: O): I {
  if (options.startToCloseTimeout != null || options.scheduleToCloseTimeout != null) return proxy(options);
  const { startToCloseTimeout } = embeddedPolicy.activity;
  const activities = proxy({ ...options, startToCloseTimeout });
  return new Proxy(activities, {
    get(target, name, receiver) {
      const activity = Reflect.get(target, name, receiver) as Callable;
      const { executeWithOptions } = activity;
      // A schedule-to-close timeout of the call's own wins over the default, which would limit each attempt.
      activity.executeWithOptions = (own: Timeouts | undefined, args) =>
        executeWithOptions(
          own?.scheduleToCloseTimeout == null ? { ...own } : { startToCloseTimeout: undefined, ...own },
          args,
        );
      return activity;
    },
  });
}
