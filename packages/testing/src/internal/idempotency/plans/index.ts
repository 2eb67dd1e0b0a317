import type { PlanKind } from '../plan';
import { attemptReset } from './attempt-reset';
import { cancelled } from './cancelled';
import { conflictingArguments } from './conflicting-arguments';
import { crash } from './crash';
import { crashTwice } from './crash-twice';
import { dateChanges } from './date-changes';
import { distinctCall } from './distinct-call';
import { error } from './error';
import { heartbeatResume } from './heartbeat-resume';
import { keyExpired } from './key-expired';
import { lostCompletion } from './lost-completion';
import { regionFailover } from './region-failover';
import { sameWorker } from './same-worker';
import { twoAtOnce } from './two-at-once';
import { unencodableResult } from './unencodable-result';
import { workflowReset } from './workflow-reset';
import { zombie } from './zombie';

/** Every kind of plan, the ones that are easiest to understand first: of several that fail, the first is shown. */
export const planKinds: readonly PlanKind[] = [
  lostCompletion,
  crash,
  error,
  distinctCall,
  unencodableResult,
  attemptReset,
  keyExpired,
  dateChanges,
  sameWorker,
  conflictingArguments,
  heartbeatResume,
  cancelled,
  zombie,
  twoAtOnce,
  workflowReset,
  regionFailover,
  crashTwice,
];

/** When production does what a plan plays. */
export function productionOf(id: string): string {
  return planKinds.find(({ name }) => id === name || id.startsWith(`${name}/`))?.production ?? '';
}
