import {
  heartbeatCanFire,
  heartbeatOnLongActivity,
  noScheduleToStart,
  retriesAreOn,
  roomForARetry,
  shortAttempts,
} from './activity-timeouts';
import type { Guard } from './guard';
import { withShapes } from './option-shapes';
import { readableOptions } from './readable-options';
import { speltOptions, unreadOptions } from './spelt-options';
import { validDurations } from './valid-durations';
import { validValues } from './valid-values';
import { validWaivers } from './waivers';
import { longWorkflowTimeouts, noWorkflowRetry, slaBeforeTimeouts } from './workflow-timeouts';

/** All guards, in the order in which an error lists their findings. */
export const guardTable: readonly Guard[] = [
  readableOptions,
  validDurations,
  withShapes(validValues),
  noScheduleToStart,
  longWorkflowTimeouts,
  heartbeatOnLongActivity,
  heartbeatCanFire,
  shortAttempts,
  roomForARetry,
  retriesAreOn,
  noWorkflowRetry,
  slaBeforeTimeouts,
  speltOptions,
  unreadOptions,
  validWaivers,
];
