import type { CallKind } from './guard';

/** Activities that the server dispatches, and that can heartbeat. */
export const REMOTE_ACTIVITIES: readonly CallKind[] = ['activity', 'standaloneActivity'];

/** What an activity is scheduled by. */
export const ACTIVITIES: readonly CallKind[] = [...REMOTE_ACTIVITIES, 'localActivity'];

/** What starts a workflow that has not run before. */
export const WORKFLOW_STARTS: readonly CallKind[] = ['workflow', 'scheduledWorkflow', 'childWorkflow'];

/** Every kind there is, for guards that apply to all. */
export const ALL_KINDS: readonly CallKind[] = [
  ...ACTIVITIES,
  ...WORKFLOW_STARTS,
  'nexusOperation',
  'continueAsNew',
  'timer',
];

/** What only clients give a workflow that they start. */
export const CLIENT_OPTIONS = ['workflowIdConflictPolicy'];
