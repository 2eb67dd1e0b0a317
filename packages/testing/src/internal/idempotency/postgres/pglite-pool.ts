import type { EffectGate } from '../../../world';
import { type Attempt, isUnderWay } from '../attempt';
import { outsideAttempts, scopes } from '../scope';
import {
  connectionLost,
  type PostgresClient,
  type PostgresPool,
  type PostgresQuery,
  type PostgresResult,
} from './postgres-client';
import { readStatement } from './read-statement';
import { Notifications } from './notifications';
import { SessionLock } from './session-lock';
import { atCheckTime, statementEffect } from './statement-effect';

/** The part of PGlite that is used. */
export interface PgliteDatabase {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: unknown[]; affectedRows?: number | undefined; fields: { name: string }[] }>;
  exec(text: string): Promise<unknown>;
}

/**
 * A pool over PGlite's one session, shaped like `pg`'s: a client has the session to itself while its transaction is open, and
 * while it holds an advisory lock, which in one session would keep nobody out.
 */
export class PglitePool implements PostgresPool {
  readonly lock = new SessionLock();
  readonly notifications = new Notifications();
  private gate: EffectGate | undefined;
  private clients = new Set<PgliteClient>();
  /** Somebody has statements that are not committed. */
  inTransaction: object | undefined;
  /** A transaction had several statements of the activity in it, which others might have come between. */
  hasSeenTransaction = false;

  constructor(readonly database: PgliteDatabase) {}

  attach(gate: EffectGate): void {
    this.gate = gate;
    this.hasSeenTransaction = false;
  }

  detach(): void {
    this.gate = undefined;
    this.clients.clear();
  }

  async query<Row = Record<string, unknown>>(
    query: PostgresQuery,
    values?: readonly unknown[],
  ): Promise<PostgresResult<Row>> {
    const client = this.open();
    try {
      return await client.query<Row>(query, values);
    } finally {
      client.release();
    }
  }

  async connect(): Promise<PostgresClient> {
    return this.open();
  }

  async end(): Promise<void> {
    return undefined;
  }

  isWaiting(attempt: number): boolean {
    const holder = this.lock.holder instanceof PgliteClient ? this.lock.holder.owner : undefined;
    // Whoever has the session and still runs will give it back by itself.
    if (holder !== undefined && holder.id !== attempt && isUnderWay(holder)) return false;
    return [...this.clients].some((client) => client.owner?.id === attempt && this.lock.isWaiting(client));
  }

  async abandon(attempt: number): Promise<void> {
    for (const client of [...this.clients]) if (client.owner?.id === attempt) await client.close();
  }

  pass<T>(query: PostgresQuery, client: PgliteClient, perform: () => Promise<T>): Promise<T> {
    const effect = statementEffect(query, () => client.close());
    return this.gate === undefined ? perform() : this.gate(effect, perform);
  }

  forget(client: PgliteClient): void {
    this.clients.delete(client);
  }

  private open(): PgliteClient {
    const client = new PgliteClient(this, scopes.getStore()?.attempt);
    this.clients.add(client);
    return client;
  }
}

class PgliteClient implements PostgresClient {
  private isClosed = false;
  private sessionLocks = 0;
  /** A statement of its transaction has failed, so that only a rollback can follow. */
  private hasFailed = false;

  constructor(
    private readonly pool: PglitePool,
    readonly owner: Attempt | undefined,
  ) {}

  async query<Row = Record<string, unknown>>(
    query: PostgresQuery,
    values?: readonly unknown[],
  ): Promise<PostgresResult<Row>> {
    if (this.isClosed) throw connectionLost();
    const given = values ?? (typeof query === 'string' ? undefined : query.values);
    return this.pool.pass(query, this, () => this.perform<Row>(query, given));
  }

  release(): void {
    this.pool.forget(this);
    if (this.isInTransaction || this.sessionLocks > 0) void this.close();
  }

  private get isInTransaction(): boolean {
    return this.pool.inTransaction === this;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.pool.forget(this);
    if (this.isInTransaction && this.pool.lock.isHeldBy(this)) {
      this.pool.inTransaction = undefined;
      await outsideAttempts(() => this.pool.database.exec('ROLLBACK'));
    }
    if (this.sessionLocks > 0 && this.pool.lock.isHeldBy(this)) {
      this.sessionLocks = 0;
      await outsideAttempts(() => this.pool.database.exec('SELECT pg_advisory_unlock_all()'));
    }
    this.pool.lock.forget(this);
  }

  /** What the server says that it has done, as `pg` gives it. */
  private commandOf(text: string, transaction: 'begin' | 'commit' | 'rollback' | undefined): string {
    const command = /\w+/.exec(text)?.[0]?.toUpperCase() ?? '';
    const isAbandoned = this.hasFailed;
    if (transaction !== undefined || /^\s*rollback\s+(work\s+)?to\b/i.test(text)) this.hasFailed = false;
    if (transaction !== 'commit') return command;
    return isAbandoned ? 'ROLLBACK' : 'COMMIT';
  }

  private async perform<Row>(
    query: PostgresQuery,
    values: readonly unknown[] | undefined,
  ): Promise<PostgresResult<Row>> {
    const { lock, database } = this.pool;
    const text = atCheckTime(query);
    const { transaction, sessionLock } = readStatement(text);
    await lock.enter(this);
    if (this.isClosed) {
      lock.leave(this);
      throw connectionLost();
    }
    try {
      // Its server keeps timers, which must not be set by a time that moves by days and back.
      const { rows, affectedRows, fields } = await outsideAttempts(() =>
        database.query(text, values === undefined ? undefined : values.map(toParameter)),
      );
      if (transaction === 'begin') this.pool.inTransaction = this;
      else if (transaction === undefined && this.isInTransaction) this.pool.hasSeenTransaction = true;
      if (sessionLock === 'lock') this.sessionLocks += 1;
      else if (sessionLock === 'unlock') this.sessionLocks = 0;
      const command = this.commandOf(text, transaction);
      this.pool.notifications.note(this, query, values, command);
      const rowCount = rows.length > 0 || command === 'SELECT' ? rows.length : (affectedRows ?? 0);
      return { rows: rows as Row[], rowCount, command, fields };
    } catch (error) {
      this.hasFailed = this.isInTransaction;
      throw error;
    } finally {
      if ((transaction === 'commit' || transaction === 'rollback') && this.isInTransaction)
        this.pool.inTransaction = undefined;
      if (!this.isInTransaction && this.sessionLocks === 0) lock.leave(this);
    }
  }
}

// As `pg` does it: objects are JSON, a missing value is NULL.
function toParameter(value: unknown): unknown {
  if (value === undefined) return null;
  const isJson =
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value) &&
    !Array.isArray(value);
  return isJson ? JSON.stringify(value) : value;
}
