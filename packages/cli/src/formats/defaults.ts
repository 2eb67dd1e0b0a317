import type { Policy } from '@handrail/common';
import { formatDuration } from '@handrail/common/host';

/** Something that holds where neither the call nor the policy says otherwise. */
export interface DefaultFact {
  /** What it is about, as a noun. */
  readonly what: string;
  /** What it gets, or what happens to it. */
  readonly then: string;
  /** The policy's field that changes it. */
  readonly field: string;
}

/** What a policy does where a call says nothing. */
export function describeDefaults({ workflow, activity }: Policy): readonly DefaultFact[] {
  return [
    {
      what: 'an activity with neither a start-to-close nor a schedule-to-close timeout',
      then: `startToCloseTimeout: ${formatDuration(activity.startToCloseTimeout)}`,
      field: 'activity.startToCloseTimeout',
    },
    {
      what: 'a workflow started with neither a run nor an execution timeout',
      then: `workflowRunTimeout: ${formatDuration(workflow.runTimeout)}; none with lifetime: 'unbounded'`,
      field: 'workflow.runTimeout',
    },
    {
      what: 'a workflow timeout',
      then: `refused below ${formatDuration(workflow.shortestTimeout)} (HR2003)`,
      field: 'workflow.shortestTimeout',
    },
    {
      what: 'an activity without a heartbeat timeout',
      then: `refused from a start-to-close timeout of ${formatDuration(activity.heartbeatFrom)} on (HR2004)`,
      field: 'activity.heartbeatFrom',
    },
  ];
}
