/**
 * Effects that take place once, kept by PostgreSQL.
 *
 * @module
 */
export { Ledger, type LedgerOptions } from './ledger';
export type { LedgerClient, LedgerPool } from './internal/ledger-pool';
export type { Operation } from './operation';
