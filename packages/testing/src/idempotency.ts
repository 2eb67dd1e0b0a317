/**
 * Proving that activities are idempotent, without loading a server.
 *
 * @module
 */
export { checkIdempotency } from './check-idempotency';
export type { CheckedActivity, IdempotencyBudget, IdempotencyOptions } from './idempotency-options';
export {
  type IdempotencyDifference,
  type IdempotencyFinding,
  type IdempotencyPlan,
  IdempotencyReport,
  type IdempotencyVerdict,
} from './idempotency-report';
export { memoryWorld } from './memory-world';
export type { Detach, Effect, EffectFault, EffectGate, World } from './world';
