import * as sdk from '@temporalio/workflow';
import type { ProxyActivities, ProxyLocalActivities } from './activity-types';
import { embeddedPolicy, type OptionsSnapshot, snapshotOptions, withNote } from './internal/runtime';

/**
 * The SDK's `proxyActivities` with options that are optional: an activity that sets neither a start-to-close nor a
 * schedule-to-close timeout gets the policy's start-to-close timeout.
 */
export const proxyActivities = (<A>(options: sdk.ActivityProxyOptions<A> = {}) =>
  withDefault('activity', sdk.proxyActivities<A>, options)) as ProxyActivities;

/** The SDK's `proxyLocalActivities` with options that are optional; see {@link proxyActivities}. */
export const proxyLocalActivities = (<A>(options: sdk.LocalActivityProxyOptions<A> = {}) =>
  withDefault('localActivity', sdk.proxyLocalActivities<A>, options)) as ProxyLocalActivities;

interface Callable {
  (...args: unknown[]): Promise<unknown>;
  executeWithOptions: (this: void, options: object, args: unknown[]) => Promise<unknown>;
}

function withDefault<O extends object, I extends object>(
  kind: 'activity' | 'localActivity',
  proxy: (options: O) => I,
  given: O,
): I {
  // Whatever is no options at all gets the SDK's own error.
  if (typeof given !== 'object' || (given as unknown) === null) return proxy(given);
  const base = snapshotOptions(given);
  const needsDefault = base.options['startToCloseTimeout'] == null && base.options['scheduleToCloseTimeout'] == null;
  const { startToCloseTimeout } = embeddedPolicy.activity;
  const ownOrDefault = { ...base.options, ...(needsDefault && { startToCloseTimeout }) };

  const optionsOf = (own: OptionsSnapshot, activityType: string) => {
    const unreadable = [...base.unreadable, ...own.unreadable];
    // A schedule-to-close timeout of the call's own wins over the default, which would limit each attempt.
    const without = needsDefault && own.options['scheduleToCloseTimeout'] != null && { startToCloseTimeout: undefined };
    return withNote(kind, () => activityType, { options: { ...without, ...own.options }, unreadable });
  };
  return new Proxy(proxy(ownOrDefault as O), {
    get(target, activityType, receiver) {
      const activity = Reflect.get(target, activityType, receiver) as Callable;
      const { executeWithOptions } = activity;
      const call = (own: unknown, args: unknown[]) =>
        executeWithOptions(optionsOf(snapshotOptions(own), String(activityType)), args);
      const guarded = (...args: unknown[]) => (base.unreadable.length > 0 ? call({}, args) : activity(...args));
      return Object.assign(guarded, { executeWithOptions: call });
    },
  });
}
