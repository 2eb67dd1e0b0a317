/**
 * Adds Handrail's own keys to the SDK's option types, in the modules that declare them: an augmentation of the package's
 * index would not merge with the interfaces. A program that imports `@handrail/common` (every mirror does) sees them.
 *
 * @module
 */
import type { HandrailDuration } from './duration';
import type { Waivers } from './guards/waivers';

/** A workflow that is meant to live on: it gets no run timeout by default. */
export type Lifetime = 'unbounded';

declare module '@temporalio/common/lib/workflow-options' {
  interface BaseWorkflowOptions {
    /** Guards that do not apply to this start, each with the reason: `{ HR2003: 'worthless after an hour' }`. */
    waive?: Waivers | undefined;
    /**
     * `'unbounded'` leaves out the default run timeout, for entities that never end.
     * @default the policy's `workflow.runTimeout`
     */
    lifetime?: Lifetime | undefined;
    /**
     * How long the work may take, from its start. At the deadline the execution is marked as late, and `handrail sla` finds
     * it; it is not stopped. The namespace needs two search attributes: `handrail sla setup`.
     */
    sla?: HandrailDuration | undefined;
  }
}

declare module '@temporalio/common/lib/activity-options' {
  interface ActivityOptions {
    /** Guards that do not apply to this activity, each with the reason: `{ HR2001: 'a host-specific queue' }`. */
    waive?: Waivers | undefined;
  }
  interface LocalActivityOptions {
    /** Guards that do not apply to this activity, each with the reason. */
    waive?: Waivers | undefined;
  }
}
