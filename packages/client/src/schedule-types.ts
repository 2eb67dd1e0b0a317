/**
 * Adds Handrail's keys to schedule actions. The SDK's action type names the workflow options that it takes, so that what is
 * added to those does not reach it; overloads of the two methods do.
 *
 * @module
 */
import type { HandrailDuration, Lifetime, Waivers } from '@handrail/common';
import type {
  ScheduleDescription,
  ScheduleHandle as SdkScheduleHandle,
  ScheduleOptions,
  ScheduleOptionsStartWorkflowAction,
  ScheduleUpdateOptions,
} from '@temporalio/client';
import type { Workflow } from '@temporalio/common';

/** What an action that starts a workflow may say beyond the SDK's options. */
export interface GuardedAction {
  /** Guards that do not apply to this action, each with the reason: `{ HR2003: 'worthless after an hour' }`. */
  waive?: Waivers | undefined;
  /**
   * `'unbounded'` leaves out the default run timeout, for workflows that never end.
   * @default the policy's `workflow.runTimeout`
   */
  lifetime?: Lifetime | undefined;
  /** How long each run may take, from its start. In an update it replaces the SLA that the schedule has. */
  sla?: HandrailDuration | undefined;
}

type Action<W extends Workflow> = ScheduleOptionsStartWorkflowAction<W> & GuardedAction;

declare module '@temporalio/client/lib/schedule-client' {
  interface ScheduleClient {
    create<W extends Workflow = Workflow>(options: ScheduleOptions<Action<W>>): Promise<SdkScheduleHandle>;
  }
  interface ScheduleHandle {
    update<W extends Workflow = Workflow>(
      updateFn: (previous: ScheduleDescription) => ScheduleUpdateOptions<Action<W>>,
    ): Promise<void>;
  }
}
