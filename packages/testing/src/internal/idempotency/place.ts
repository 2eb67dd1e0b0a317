/** Where in which workflow an activity was scheduled. */
export interface Place {
  readonly workflowId: string;
  readonly runId: string;
  readonly activityId: string;
}

const HOME = { workflowId: 'order-workflow-1', runId: '0196a000-0000-7000-8000-000000000001', activityId: '1' };

/** The places from which the calls of a check come. */
export const PLACES = {
  home: HOME,
  /** A later activity of the same run. */
  sameRun: { ...HOME, activityId: '2' },
  /** After continue-as-new activity ids begin anew. */
  continued: { ...HOME, runId: '0196a000-0000-7000-8000-000000000002' },
  /** After a reset the same activity comes again under another run. */
  reset: { ...HOME, runId: '0196a000-0000-7000-8000-000000000003' },
  otherWorkflow: { workflowId: 'order-workflow-2', runId: '0196a000-0000-7000-8000-000000000004', activityId: '1' },
} as const satisfies Record<string, Place>;
