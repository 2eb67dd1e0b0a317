import { DEFAULT_UI_URL } from '@handrail/errors/sandbox';
import { defaultGuardPolicy } from './default-guard-policy';
import type { Policy } from './policy';

const KIBIBYTE = 1_024;

/** What holds where a team sets nothing. */
export const defaultPolicy: Policy = {
  ...defaultGuardPolicy,
  mode: 'enforce',
  payload: { warnAbove: 128 * KIBIBYTE, refuseAbove: 2_048 * KIBIBYTE },
  history: { continueAsNewAfter: { events: 10_000, bytes: 10_240 * KIBIBYTE } },
  links: { ui: DEFAULT_UI_URL, runbooks: {} },
};
