import type { PlanKind } from '../plan';
import { attemptReset } from './attempt-reset';
import { cancelled } from './cancelled';
import { conflictingArguments } from './conflicting-arguments';
import { crash } from './crash';
import { crashTwice } from './crash-twice';
import { distinctCall } from './distinct-call';
import { error } from './error';
import { heartbeatResume } from './heartbeat-resume';
import { keyExpired } from './key-expired';
import { lostCompletion } from './lost-completion';
import { regionFailover } from './region-failover';
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
  workflowReset,
  keyExpired,
  conflictingArguments,
  heartbeatResume,
  cancelled,
  zombie,
  twoAtOnce,
  regionFailover,
  crashTwice,
];
