/**
 * What stands in for the kinds of calls in workflow bundles: clients make the others.
 *
 * @module
 */
import type { CallKind } from '../guards/guard';

export const REMOTE_ACTIVITIES: readonly CallKind[] = ['activity'];
export const ACTIVITIES: readonly CallKind[] = [...REMOTE_ACTIVITIES, 'localActivity'];
export const WORKFLOW_STARTS: readonly CallKind[] = ['childWorkflow'];
export const ALL_KINDS: readonly CallKind[] = [
  ...ACTIVITIES,
  ...WORKFLOW_STARTS,
  'nexusOperation',
  'continueAsNew',
  'timer',
];
export const CLIENT_OPTIONS: string[] = [];
