import type { Facts } from './facts';
import { isLook } from './observe-steps';
import type { Execution } from './run';

/** Whether the only attempt has done something that a clean run does not, and then failed for good: a saga that goes back. */
export function hasCompensated({ steps }: Facts, { attempts, outcome }: Execution): boolean {
  const [only, ...others] = attempts;
  if (only === undefined || others.length > 0 || outcome?.kind !== 'failed' || outcome.failure.isRetryable)
    return false;
  const known = new Set(steps.map(({ effect }) => effect.label));
  return only.passages.some(
    ({ landed, effect: { kind, write, label } }) =>
      landed && !known.has(label) && (write || (kind === 'memory' && !isLook(label))),
  );
}
