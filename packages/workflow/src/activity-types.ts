import type { Waivers } from '@handrail/common';
import type * as sdk from '@temporalio/workflow';
import type { LongDuration } from './internal/long-duration';
import type { ShortDuration } from './internal/short-duration';
import type { IfSerialisable } from './payload-types';

/**
 * The SDK's type of the same name, in which an activity that takes or returns what cannot be sent is a
 * {@link NotSerialisable} that says so.
 */
export type ActivityInterfaceFor<T> = {
  [Name in keyof T]: T[Name] extends sdk.ActivityFunction
    ? IfSerialisable<T[Name], Name, sdk.ActivityFunctionWithOptions<T[Name]>>
    : typeof sdk.NotAnActivityMethod;
};

/** The local activity counterpart to {@link ActivityInterfaceFor}. */
export type LocalActivityInterfaceFor<T> = {
  [Name in keyof T]: T[Name] extends sdk.ActivityFunction
    ? IfSerialisable<T[Name], Name, sdk.LocalActivityFunctionWithOptions<T[Name]>>
    : typeof sdk.NotAnActivityMethod;
};

/**
 * What a proxy has become whose activities may run for two hours or more with nobody noticing that their worker died. Set
 * `heartbeatTimeout` and heartbeat in the activity, or lower `startToCloseTimeout`; or give the reason why not as
 * `waive: { HR2004: '…' }`. `npx handrail explain HR2004` says more.
 */
export interface HR2004 {
  readonly 'HR2004: these activities may run 2 hours or more without a heartbeat': never;
}

/**
 * What a proxy has become that sets `scheduleToStartTimeout`, which fails healthy activities while workers are busy. Leave
 * it out and watch the task queue's backlog; for a host-specific task queue or re-routing give the reason as
 * `waive: { HR2001: '…' }`. `npx handrail explain HR2001` says more.
 */
export interface HR2001 {
  readonly 'HR2001: scheduleToStartTimeout fails healthy activities while workers are busy': never;
}

/* eslint-disable @typescript-eslint/no-unused-vars -- an overload is tried only if it takes the type argument, too */

/**
 * The type of `proxyActivities`: the SDK's signature with options that are optional, before which stand overloads that
 * catch what the compiler can see to be unsafe. TypeScript takes the first that fits. Nothing else leaves alone what the
 * compiler cannot judge: a union of the safe options would refuse variables of the SDK's own types, and the type of the
 * options cannot be inferred beside `<typeof activities>`.
 */
export interface ProxyActivities {
  <A = sdk.UntypedActivities>(options: With<EvidentlySafe, ActivityOptions>): ActivityInterfaceFor<A>;

  <A = sdk.UntypedActivities>(
    options: Undecidable<
      ActivityOptions,
      'startToCloseTimeout' | 'heartbeatTimeout' | 'scheduleToStartTimeout' | 'waive'
    >,
  ): ActivityInterfaceFor<A>;

  /** @deprecated HR2001 and HR2004: leave out `scheduleToStartTimeout`, and set `heartbeatTimeout`. */
  <A = sdk.UntypedActivities>(
    options: With<ScheduleToStart & LongAttempt & NoHeartbeat & Unwaived<'HR2001' | 'HR2004'>, ActivityOptions>,
  ): HR2001 & HR2004;

  /** @deprecated HR2004: set `heartbeatTimeout`, or lower `startToCloseTimeout`. */
  <A = sdk.UntypedActivities>(options: With<LongAttempt & NoHeartbeat & Unwaived<'HR2004'>, ActivityOptions>): HR2004;

  /** @deprecated HR2001: leave out `scheduleToStartTimeout`. */
  <A = sdk.UntypedActivities>(options: With<ScheduleToStart & Unwaived<'HR2001'>, ActivityOptions>): HR2001;

  <A = sdk.UntypedActivities>(options: ActivityOptions<A> & OwnTypeInfo): sdk.ActivityInterfaceFor<A>;
  <A = sdk.UntypedActivities>(options?: ActivityOptions<A>): ActivityInterfaceFor<A>;

  // The SDK's own signature: the last one is what `Parameters` and messages about a misspelt option take.
  <A = sdk.UntypedActivities>(options: ActivityOptions<A>): ActivityInterfaceFor<A>;
}

/** The type of `proxyLocalActivities`; see {@link ProxyActivities}. A local activity cannot heartbeat. */
export interface ProxyLocalActivities {
  <A = sdk.UntypedActivities>(options: With<EvidentlySafe, LocalActivityOptions>): LocalActivityInterfaceFor<A>;

  <A = sdk.UntypedActivities>(
    options: Undecidable<LocalActivityOptions, 'startToCloseTimeout' | 'scheduleToStartTimeout' | 'waive'>,
  ): LocalActivityInterfaceFor<A>;

  /** @deprecated HR2001 and HR2004: leave out `scheduleToStartTimeout`, and lower `startToCloseTimeout`. */
  <A = sdk.UntypedActivities>(
    options: With<ScheduleToStart & LongAttempt & Unwaived<'HR2001' | 'HR2004'>, LocalActivityOptions>,
  ): HR2001 & HR2004;

  /** @deprecated HR2004: lower `startToCloseTimeout`, or use an activity that heartbeats. */
  <A = sdk.UntypedActivities>(options: With<LongAttempt & Unwaived<'HR2004'>, LocalActivityOptions>): HR2004;

  /** @deprecated HR2001: leave out `scheduleToStartTimeout`. */
  <A = sdk.UntypedActivities>(options: With<ScheduleToStart & Unwaived<'HR2001'>, LocalActivityOptions>): HR2001;

  <A = sdk.UntypedActivities>(options: LocalActivityOptions<A> & OwnTypeInfo): sdk.LocalActivityInterfaceFor<A>;
  <A = sdk.UntypedActivities>(options?: LocalActivityOptions<A>): LocalActivityInterfaceFor<A>;
  <A = sdk.UntypedActivities>(options: LocalActivityOptions<A>): LocalActivityInterfaceFor<A>;
}

/* eslint-enable @typescript-eslint/no-unused-vars */

// Taken from the functions: the interfaces have other names in the oldest SDK releases that are supported.
type ActivityOptions<A = sdk.UntypedActivities> = Parameters<typeof sdk.proxyActivities<A>>[0];
type LocalActivityOptions<A = sdk.UntypedActivities> = Parameters<typeof sdk.proxyLocalActivities<A>>[0];

/** The options with some fields narrowed. An intersection alone would not do: with the SDK's `any` it is `any`. */
type With<Fields, Options> = Fields & Omit<Options, keyof Fields>;

/** What most calls have, before all else: for each overload that does not fit the compiler looks at the options anew. */
interface EvidentlySafe {
  startToCloseTimeout: ShortDuration;
  scheduleToStartTimeout?: undefined;
  activityTypeInfo?: undefined;
}

interface ScheduleToStart {
  scheduleToStartTimeout: string | number;
}

interface LongAttempt {
  startToCloseTimeout: LongDuration;
}

interface NoHeartbeat {
  heartbeatTimeout?: undefined;
}

interface Unwaived<Code extends keyof Waivers> {
  waive?: Omit<Waivers, Code> & { [Waived in Code]?: '' };
}

/** With type information of its own an activity's values are converted by it, so they may be any. */
interface OwnTypeInfo {
  activityTypeInfo: object;
}

/**
 * Options of which a field is `any`, which fits every overload: only `any` is assignable to {@link Undecided}. The SDK's
 * `Duration` is `any` under `node16` and `bundler` resolution, so a variable of that type is judged at run time.
 */
type Undecidable<Options, Field extends keyof Options> = {
  [Name in Field]: With<Record<Name, Undecided>, Options>;
}[Field];

interface Undecided {
  readonly [undecided]: never;
}

declare const undecided: unique symbol;
