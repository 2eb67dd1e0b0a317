/**
 * What the compiler refuses of activity options, and what it must leave alone. Each mistake's message is the one that a
 * user reads.
 */
import type { Duration, LocalActivityOptions as LocalOptions } from '@temporalio/common';
import type * as sdk from '@temporalio/workflow';
import {
  type ActivityInterfaceFor,
  type ActivityOptions,
  type LocalActivityInterfaceFor,
  proxyActivities,
  proxyLocalActivities,
} from '@handrail/workflow';

interface Activities {
  charge(cents: number): Promise<string>;
}

/** Compiles only where the value has exactly this type. */
function expectType<Expected>() {
  return <Actual>(_value: Actual, ..._same: Same<Expected, Actual> extends true ? [] : ['another type']) => {};
}
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export function aLongAttemptNeedsAHeartbeat() {
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  const { charge } = proxyActivities<Activities>({ startToCloseTimeout: '3 hours' });
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '2 hours' }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities({ startToCloseTimeout: '3 hours' }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: 7_200_000 }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '1.5 days', heartbeatTimeout: undefined }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '120 minutes', retry: { maximumAttempts: 3 } }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '3H', scheduleToCloseTimeout: '1 week' }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', waive: {} }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', waive: { HR2004: '' } }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', waive: { HR2005: 'a single file' } }).charge(1);

  const constant = { startToCloseTimeout: '3 hours', retry: { maximumAttempts: 3 } } as const;
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>(constant).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ ...constant, taskQueue: 'payments' }).charge(1);

  // @ts-expect-error Property 'charge' is missing in type 'HR2004' but required in type 'ActivityInterfaceFor<Activities>'.
  const typed: ActivityInterfaceFor<Activities> = proxyActivities<Activities>({ startToCloseTimeout: '3 hours' });
  return [charge, typed];
}

export function aLongLocalActivityCannotHeartbeat() {
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyLocalActivities<Activities>({ startToCloseTimeout: '2h' }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyLocalActivities({ startToCloseTimeout: '1 day', localRetryThreshold: '1 minute' }).charge(1);
  void proxyLocalActivities<Activities>({ startToCloseTimeout: '2h', waive: { HR2004: 'a batch' } }).charge(1);
  void proxyLocalActivities<Activities>({ startToCloseTimeout: '119 minutes' }).charge(1);
}

export function aScheduleToStartTimeoutNeedsItsWaiver() {
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001'.
  void proxyActivities<Activities>({ startToCloseTimeout: '1m', scheduleToStartTimeout: '5m' }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001'.
  void proxyActivities({ scheduleToStartTimeout: 5_000 }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001'.
  void proxyActivities<Activities>({ scheduleToStartTimeout: '5m', waive: { HR2004: 'for another one' } }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001'.
  void proxyActivities<Activities>({ scheduleToStartTimeout: '5m', waive: { HR2001: '' } }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001'.
  void proxyLocalActivities<Activities>({ startToCloseTimeout: '1m', scheduleToStartTimeout: '5m' }).charge(1);

  void proxyActivities<Activities>({ scheduleToStartTimeout: '5m', waive: { HR2001: 'a host’s own queue' } }).charge(1);
  void proxyLocalActivities<Activities>({ scheduleToStartTimeout: 5, waive: { HR2001: 're-routing' } }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: '1m', scheduleToStartTimeout: undefined }).charge(1);
}

export function oneMistakeDoesNotHideTheOther() {
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001 & HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', scheduleToStartTimeout: '5m' }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001 & HR2004'.
  void proxyLocalActivities<Activities>({ startToCloseTimeout: '3 hours', scheduleToStartTimeout: '5m' }).charge(1);

  const startToCloseTimeout = '3 hours';
  const scheduleToStartTimeout = '5m';
  // @ts-expect-error Property 'charge' does not exist on type 'HR2004'.
  void proxyActivities<Activities>({ startToCloseTimeout, scheduleToStartTimeout, waive: { HR2001: 'why' } }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001'.
  void proxyActivities<Activities>({ startToCloseTimeout, scheduleToStartTimeout, waive: { HR2004: 'why' } }).charge(1);
  // @ts-expect-error Property 'charge' does not exist on type 'HR2001'.
  void proxyActivities<Activities>({ startToCloseTimeout, scheduleToStartTimeout, heartbeatTimeout: '1m' }).charge(1);
}

export function aMisspeltOptionIsStillAnError() {
  // @ts-expect-error No overload matches this call. The last overload gave the following error. Object literal may only specify known properties, but 'startToCloseTimeot' does not exist in type 'ActivityProxyOptions<Activities>'. Did you mean to write 'startToCloseTimeout'?
  void proxyActivities<Activities>({ startToCloseTimeot: '1 minute' }).charge(1);
  // @ts-expect-error No overload matches this call. The last overload gave the following error. Object literal may only specify known properties, but 'waiver' does not exist in type 'ActivityProxyOptions<Activities>'. Did you mean to write 'waive'?
  void proxyActivities<Activities>({ startToCloseTimeout: '1 minute', waiver: { HR2005: 'why' } }).charge(1);
  // @ts-expect-error No overload matches this call. The last overload gave the following error. Object literal may only specify known properties, and 'HR9999' does not exist in type 'Waivers'.
  void proxyActivities<Activities>({ startToCloseTimeout: '1 minute', waive: { HR9999: 'why' } }).charge(1);
  // @ts-expect-error No overload matches this call. The last overload gave the following error. Object literal may only specify known properties, and 'heartbeatTimeout' does not exist in type 'LocalActivityProxyOptions<Activities>'.
  void proxyLocalActivities<Activities>({ startToCloseTimeout: '1 minute', heartbeatTimeout: '1 minute' }).charge(1);
  // @ts-expect-error No overload matches this call. The last overload gave the following error. Type 'string' is not assignable to type 'number'.
  void proxyActivities<Activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: '3' } }).charge(1);
}

export function goodOptionsCompile(flag: boolean, milliseconds: number, duration: Duration, options: ActivityOptions) {
  expectType<sdk.ActivityFunctionWithOptions<(cents: number) => Promise<string>>>()(
    proxyActivities<{ charge: (cents: number) => Promise<string> }>({ startToCloseTimeout: '1 minute' }).charge,
  );
  expectType<sdk.LocalActivityFunctionWithOptions<(cents: number) => Promise<string>>>()(
    proxyLocalActivities<{ charge: (cents: number) => Promise<string> }>({ startToCloseTimeout: '1 minute' }).charge,
  );

  void proxyActivities<Activities>().charge(1);
  void proxyActivities().anything('at all', 2);
  void proxyActivities<Activities>({}).charge(1);
  void proxyActivities<Activities>(undefined).charge(1);
  void proxyLocalActivities<Activities>().charge(1);
  void proxyActivities<Activities>({ scheduleToCloseTimeout: '3 days' }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', heartbeatTimeout: '30 seconds' }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', heartbeatTimeout: 30_000 }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', waive: { HR2004: 'cannot beat' } }).charge(1);

  // Numbers and sums.
  void proxyActivities<Activities>({ startToCloseTimeout: 60_000 }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: 3 * 60 * 60 * 1000 }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: 7_199_999 }).charge(1);

  // Variables: what they hold is known at run time only.
  void proxyActivities<Activities>({ startToCloseTimeout: milliseconds }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: `${milliseconds} hours` }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: duration }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: duration, heartbeatTimeout: duration }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', heartbeatTimeout: duration }).charge(1);
  void proxyLocalActivities<Activities>({ startToCloseTimeout: duration }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: flag ? '3 hours' : '1 minute' }).charge(1);
  void proxyActivities<Activities>({ scheduleToStartTimeout: options.scheduleToStartTimeout }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: options.startToCloseTimeout }).charge(1);

  // Whole options of the SDK's type, spread or not.
  const typed: ActivityOptions = { startToCloseTimeout: '3 hours', scheduleToStartTimeout: '5m' };
  void proxyActivities<Activities>(typed).charge(1);
  void proxyActivities<Activities>(options).charge(1);
  void proxyActivities<Activities>({ ...options }).charge(1);
  void proxyActivities<Activities>({ ...options, taskQueue: 'payments' }).charge(1);
  void proxyActivities<Activities>({ startToCloseTimeout: '3 hours', ...options }).charge(1);
  void proxyActivities<Activities>(flag ? options : { startToCloseTimeout: '3 hours' }).charge(1);
  const required: Required<Pick<ActivityOptions, 'startToCloseTimeout' | 'taskQueue'>> = {
    startToCloseTimeout: duration,
    taskQueue: 'payments',
  };
  void proxyActivities<Activities>(required).charge(1);
  const satisfying = { startToCloseTimeout: '5 minutes' } as const satisfies ActivityOptions;
  void proxyActivities<Activities>(satisfying).charge(1);
  const local: LocalOptions = { startToCloseTimeout: '3 hours' };
  void proxyLocalActivities<Activities>(local).charge(1);
  const maybe: ActivityOptions | undefined = flag ? options : undefined;
  void proxyActivities<Activities>(maybe).charge(1);

  // Options of one call are judged at run time, where they are merged with the proxy's.
  void proxyActivities<Activities>({ heartbeatTimeout: '1 minute' }).charge.executeWithOptions(
    { startToCloseTimeout: '3 hours', waive: { HR2005: 'it resumes' } },
    [1],
  );
}

// Helpers that teams wrap around the proxies.
export function proxied<T>(options: ActivityOptions): ActivityInterfaceFor<T> {
  return proxyActivities<T>(options);
}
export function proxiedLocally<T>(options: LocalOptions): LocalActivityInterfaceFor<T> {
  return proxyLocalActivities<T>({ ...options, startToCloseTimeout: '10 seconds' });
}
export function proxiedWithDefaults<T extends Activities>(options?: ActivityOptions) {
  return proxyActivities<T>({ startToCloseTimeout: '1 minute', ...options });
}
export function optionsOfTheParameters(options: Parameters<typeof proxyActivities>[0]) {
  return options.startToCloseTimeout;
}
export const result: ReturnType<typeof proxyActivities<Activities>> = proxied<Activities>({});
export const calledThroughAHelper: Promise<string> = proxied<Activities>({}).charge(1);

// The SDK's types and ours fit each other.
export const fitsTheSdk: typeof sdk.proxyActivities = proxyActivities;
export const fitsTheSdkLocally: typeof sdk.proxyLocalActivities = proxyLocalActivities;
export const ofTheSdk: sdk.ActivityInterfaceFor<Activities> = proxyActivities<Activities>();
export const ofOurs = (activities: ActivityInterfaceFor<Activities>): sdk.ActivityInterfaceFor<Activities> =>
  activities;
export const fitsOurs = ofOurs(ofTheSdk);
export const activities: Activities = proxyActivities<Activities>();
