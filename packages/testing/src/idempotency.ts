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
export { httpWorld, type HttpWorldOptions } from './http-world';
export type { HttpReply, HttpRequest, HttpRoute } from './internal/idempotency/http/http-route';
export { postgresWorld, type PostgresState, type PostgresWorld, type PostgresWorldOptions } from './postgres-world';
export type {
  PostgresClient,
  PostgresPool,
  PostgresQuery,
  PostgresResult,
} from './internal/idempotency/postgres/postgres-client';
export type { PgliteDatabase } from './internal/idempotency/postgres/pglite-pool';
export { type FilesystemWorld, filesystemWorld } from './filesystem-world';
export { type MailMessage, type MailReceipt, type SentMail, type SmtpWorld, smtpWorld } from './smtp-world';
export {
  idempotencySuite,
  type IdempotencySpecification,
  type IdempotencySpecifications,
  type IdempotencyTest,
  NotIdempotentError,
} from './idempotency-suite';
export { type IdempotencyCoverage, idempotencyCoverage } from './idempotency-coverage';
export { auditIdempotency, type IdempotencyAudit, type IdempotencyAuditOptions } from './audit-idempotency';
