import { DEFAULT_UI_URL } from '@handrail/errors/sandbox';
import type { Policy } from './policy';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const KIBIBYTE = 1_024;

/**
 * What holds where a team sets nothing. Plain data, apart from `definePolicy`, because workflow code needs it, too: a
 * bundle made without the worker plugin has no other policy.
 */
export const defaultPolicy: Policy = {
  mode: 'enforce',
  workflow: { runTimeout: 21 * DAY, shortestTimeout: DAY, startedElsewhere: 'warn' },
  activity: { startToCloseTimeout: MINUTE, heartbeatFrom: 120 * MINUTE },
  payload: { warnAbove: 128 * KIBIBYTE, refuseAbove: 2_048 * KIBIBYTE },
  history: { continueAsNewAfter: { events: 10_000, bytes: 10_240 * KIBIBYTE } },
  sla: { deadlineAttribute: 'SlaDeadline', breachAttribute: 'OutOfTimeSla' },
  links: { ui: DEFAULT_UI_URL, runbooks: {} },
};
