import {
  heartbeatCanFire,
  heartbeatOnLongActivity,
  noScheduleToStart,
  retriesAreOn,
  roomForARetry,
  shortAttempts,
} from './activity-timeouts';
import type { Guard } from './guard';
import { noMisspeltOptions, validDurations } from './option-values';
import { validWaivers } from './waivers';
import { longWorkflowTimeouts, noWorkflowRetry } from './workflow-timeouts';

/** All guards, in the order in which an error lists their findings. */
export const guardTable: readonly Guard[] = [
  validDurations,
  noScheduleToStart,
  longWorkflowTimeouts,
  heartbeatOnLongActivity,
  heartbeatCanFire,
  shortAttempts,
  roomForARetry,
  retriesAreOn,
  noWorkflowRetry,
  noMisspeltOptions,
  validWaivers,
];
