import type { Cause } from '../cause';
import { activityNotRegistered } from './activity-not-registered';
import { activityPaused } from './activity-paused';
import { activityRetrying } from './activity-retrying';
import { activityRunning } from './activity-running';
import { activitySilent } from './activity-silent';
import { backoff } from './backoff';
import { cancelIgnored } from './cancel-ignored';
import { childBlocked } from './child-blocked';
import { childRunning } from './child-running';
import { closedCanceled } from './closed-canceled';
import { closedCompleted } from './closed-completed';
import { closedContinuedAsNew } from './closed-continued-as-new';
import { closedFailed } from './closed-failed';
import { closedTerminated } from './closed-terminated';
import { closedTimedOut } from './closed-timed-out';
import { deadlock } from './deadlock';
import { heartbeatOverdue } from './heartbeat-overdue';
import { historyLimit } from './history-limit';
import { localActivityRunning } from './local-activity-running';
import { nexusPending } from './nexus-pending';
import { noActivityWorker } from './no-activity-worker';
import { noWorkflowWorker } from './no-workflow-worker';
import { nondeterminism } from './nondeterminism';
import { queueBacklog } from './queue-backlog';
import { scheduleToStartExpired } from './schedule-to-start-expired';
import { signalWait } from './signal-wait';
import { startDelayed } from './start-delayed';
import { timerWait } from './timer-wait';
import { unknown } from './unknown';
import { updatePending } from './update-pending';
import { versionUnpolled } from './version-unpolled';
import { workflowNotRegistered } from './workflow-not-registered';
import { workflowPaused } from './workflow-paused';
import { workflowTaskFailing } from './workflow-task-failing';
import { workflowTaskRunning } from './workflow-task-running';
import { workflowTaskTimingOut } from './workflow-task-timing-out';

/** Every cause that is found in one execution, from the root to the symptom. */
export const causes: readonly Cause[] = [
  closedFailed,
  closedTimedOut,
  closedTerminated,
  closedCanceled,
  closedCompleted,
  closedContinuedAsNew,
  startDelayed,
  workflowPaused,
  versionUnpolled,
  noWorkflowWorker,
  deadlock,
  nondeterminism,
  workflowNotRegistered,
  workflowTaskFailing,
  workflowTaskTimingOut,
  localActivityRunning,
  activityPaused,
  noActivityWorker,
  queueBacklog,
  activityNotRegistered,
  heartbeatOverdue,
  activitySilent,
  backoff,
  activityRetrying,
  cancelIgnored,
  childBlocked,
  nexusPending,
  updatePending,
  historyLimit,
  scheduleToStartExpired,
  childRunning,
  activityRunning,
  workflowTaskRunning,
  timerWait,
  signalWait,
  unknown,
];
