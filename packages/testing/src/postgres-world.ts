import { badOption, readWorldOptions } from './internal/idempotency/bad-option';
import { messageOf } from './internal/idempotency/message-of';
import { type PgliteDatabase, PglitePool } from './internal/idempotency/postgres/pglite-pool';
import type { PostgresPool } from './internal/idempotency/postgres/postgres-client';
import { type RunSql, Tables } from './internal/idempotency/postgres/tables';
import { WatchedPool } from './internal/idempotency/postgres/watched-pool';
import { UnclearError } from './internal/idempotency/unclear-error';
import type { World } from './world';

/** What was notified stands beside the tables under this name. */
const NOTIFIED = 'pg_notify';

/** The rows of every table, by the table's name, and the notifications that were sent, as `pg_notify`. */
export type PostgresState = Record<string, readonly unknown[]>;

interface PostgresWorldBase {
  /**
   * The tables to look at; those of other schemas than `public` with their schema: `billing.invoices`.
   * @default all
   */
  readonly tables?: readonly string[] | undefined;
  /** @default 'postgres' */
  readonly name?: string | undefined;
}

/** Options of {@link postgresWorld}. */
export type PostgresWorldOptions = PostgresWorldBase &
  (
    | {
        /** A Pool of `pg` on a database for tests: the one that the activity uses. */
        readonly pool: { connect(...args: never[]): unknown; query(...args: never[]): unknown };
      }
    | {
        /** A PGlite database; the activity uses the world's `pool`. One session: races for locks need a real server. */
        readonly pglite: PgliteDatabase;
      }
  );

/** A PostgreSQL database as a world, with the pool that activities use. */
export interface PostgresWorld extends World<PostgresState> {
  readonly pool: PostgresPool;
}

/**
 * A PostgreSQL database. The rows that are there when the check begins are put back before each run; sequences go on, as in
 * production. The connection of an attempt whose worker dies is closed at the server, so that its transaction is rolled back
 * and its locks are free. `now()` and its like in statements give the check's own time, so that leases expire.
 *
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite';
 * import { checkIdempotency, postgresWorld } from '@handrail/testing';
 *
 * const pglite = new PGlite();
 * await pglite.exec('CREATE TABLE payments (key text PRIMARY KEY, cents int NOT NULL)');
 * const world = postgresWorld({ pglite });
 * const pay = async (key: string, cents: number) => {
 *   await world.pool.query('INSERT INTO payments VALUES ($1, $2) ON CONFLICT DO NOTHING', [key, cents]);
 * };
 * const report = await checkIdempotency(pay, { args: ['k1', 500], distinct: ['k2', 500], world });
 * console.log(report.verdict); // IDEMPOTENT
 * ```
 */
export function postgresWorld(options: PostgresWorldOptions): PostgresWorld {
  readWorldOptions('postgresWorld', options, ['pool', 'pglite', 'tables', 'name']);
  const { name = 'postgres', tables: only } = options;
  if ('pglite' in options) return pgliteWorld(options.pglite, name, only);
  const { pool } = options as { pool?: unknown };
  if (typeof pool !== 'object' || pool === null || !('Client' in pool) || !('options' in pool))
    throw badOption('postgresWorld({ pool })', pool, "a Pool of the package 'pg'", REMEDY);
  return serverWorld(pool, name, only);
}

const REMEDY = 'give new Pool({ connectionString }) on a database for tests, or { pglite } without a server.';

function pgliteWorld(database: PgliteDatabase, name: string, only: readonly string[] | undefined): PostgresWorld {
  if (typeof database !== 'object' || database === null || typeof database.exec !== 'function')
    throw badOption('postgresWorld({ pglite })', database, 'a PGlite database');
  const pool = new PglitePool(database);
  const sql: RunSql = async (text, values) =>
    (await database.query(text, values === undefined ? undefined : [...values])).rows as Record<string, unknown>[];
  let tables: Tables | undefined;
  let last: PostgresState | undefined;
  return {
    name,
    pool,
    async reset() {
      last = undefined;
      pool.notifications.clear();
      await (tables ??= await Tables.read(sql, (text) => database.exec(text), only)).reset();
    },
    async snapshot() {
      // What a transaction has not committed is nobody else's to see, and there is only the one session.
      if (pool.inTransaction !== undefined && last !== undefined) return last;
      const rows = await (tables ??= await Tables.read(sql, (text) => database.exec(text), only)).snapshot();
      last = { ...rows, [NOTIFIED]: pool.notifications.all };
      return last;
    },
    async attach(gate) {
      tables = await Tables.read(sql, (text) => database.exec(text), only);
      const gather = await tables.spreadSequences();
      pool.attach(gate);
      return async () => {
        pool.detach();
        await gather();
        await tables?.reset();
        tables = undefined;
      };
    },
    abandon: (attempt) => pool.abandon(attempt),
    isWaiting: (attempt) => pool.isWaiting(attempt),
    limits: () => (pool.hasSeenTransaction ? [ONE_SESSION] : []),
  };
}

const ONE_SESSION =
  'PGlite has one session, so no two transactions ran beside each other: to try races within them, give the world a Pool of a real server';

function notReached(error: unknown): never {
  if (error instanceof UnclearError) throw error;
  throw new UnclearError({
    reason: `the database of postgresWorld({ pool }) cannot be looked at: ${messageOf(error)}`,
    remedy: 'give a Pool that reaches a database for tests, or { pglite } without a server',
  });
}

function serverWorld(pool: object, name: string, only: readonly string[] | undefined): PostgresWorld {
  const watched = new WatchedPool(pool);
  let tables: Tables | undefined;
  return {
    name,
    pool: pool as PostgresPool,
    async reset() {
      watched.notifications.clear();
      await (tables ??= await Tables.read(watched.sql, watched.sql, only)).reset();
    },
    async snapshot() {
      const rows = await (tables ??= await Tables.read(watched.sql, watched.sql, only)).snapshot();
      return { ...rows, [NOTIFIED]: watched.notifications.all };
    },
    async attach(gate) {
      tables = await Tables.read(watched.sql, watched.sql, only).catch(notReached);
      const gather = await tables.spreadSequences();
      const detach = watched.attach(gate);
      return async () => {
        await gather();
        await tables?.reset();
        tables = undefined;
        await detach();
      };
    },
    abandon: (attempt) => watched.abandon(attempt),
    isWaiting: (attempt) => watched.isWaiting(attempt),
  };
}
