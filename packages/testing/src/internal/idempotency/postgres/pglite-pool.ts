import type { EffectGate } from '../../../world';
import { scopes } from '../scope';
import {
  connectionLost,
  type PostgresClient,
  type PostgresPool,
  type PostgresQuery,
  type PostgresResult,
} from './postgres-client';
import { readStatement } from './read-statement';
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

/** A pool over PGlite's one session, shaped like `pg`'s: a client has the session to itself while its transaction is open. */
export class PglitePool implements PostgresPool {
  readonly lock = new SessionLock();
  private gate: EffectGate | undefined;
  private clients = new Set<PgliteClient>();

  constructor(readonly database: PgliteDatabase) {}

  attach(gate: EffectGate): void {
    this.gate = gate;
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
    return [...this.clients].some((client) => client.attempt === attempt && this.lock.isWaiting(client));
  }

  async abandon(attempt: number): Promise<void> {
    for (const client of [...this.clients]) if (client.attempt === attempt) await client.close();
  }

  pass<T>(query: PostgresQuery, client: PgliteClient, perform: () => Promise<T>): Promise<T> {
    const effect = statementEffect(query, () => client.close());
    return this.gate === undefined ? perform() : this.gate(effect, perform);
  }

  forget(client: PgliteClient): void {
    this.clients.delete(client);
  }

  private open(): PgliteClient {
    const client = new PgliteClient(this, scopes.getStore()?.attempt.id);
    this.clients.add(client);
    return client;
  }
}

class PgliteClient implements PostgresClient {
  private isInTransaction = false;
  private isClosed = false;

  constructor(
    private readonly pool: PglitePool,
    readonly attempt: number | undefined,
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
    if (this.isInTransaction) void this.close();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.pool.forget(this);
    if (this.isInTransaction && this.pool.lock.isHeldBy(this)) {
      this.isInTransaction = false;
      await this.pool.database.exec('ROLLBACK');
    }
    this.pool.lock.forget(this);
  }

  private async perform<Row>(
    query: PostgresQuery,
    values: readonly unknown[] | undefined,
  ): Promise<PostgresResult<Row>> {
    const { lock, database } = this.pool;
    const text = atCheckTime(query);
    const { transaction } = readStatement(text);
    await lock.enter(this);
    if (this.isClosed) {
      lock.leave(this);
      throw connectionLost();
    }
    try {
      const { rows, affectedRows, fields } = await database.query(
        text,
        values === undefined ? undefined : values.map(toParameter),
      );
      if (transaction === 'begin') this.isInTransaction = true;
      const command = /\w+/.exec(text)?.[0]?.toUpperCase() ?? '';
      const rowCount = rows.length > 0 || command === 'SELECT' ? rows.length : (affectedRows ?? 0);
      return { rows: rows as Row[], rowCount, command, fields };
    } finally {
      if (transaction === 'commit' || transaction === 'rollback') this.isInTransaction = false;
      if (!this.isInTransaction) lock.leave(this);
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
