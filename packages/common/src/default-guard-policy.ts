import type { GuardPolicy } from './guards/guard';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** The part that guards need. Workflow code has it, too: a bundle made without the worker plugin has no other policy. */
export const defaultGuardPolicy: GuardPolicy = {
  workflow: { runTimeout: 21 * DAY, shortestTimeout: DAY, startedElsewhere: 'warn' },
  activity: { startToCloseTimeout: MINUTE, heartbeatFrom: 120 * MINUTE },
  sla: { deadlineAttribute: 'SlaDeadline', breachAttribute: 'OutOfTimeSla' },
};
