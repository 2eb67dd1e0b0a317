import { HR6015 } from '@handrail/errors';
import { toApplicationFailure } from '@handrail/common/guards';
import type { LedgerClient, LedgerPool } from './ledger-pool';

/** One row of the ledger. */
export interface LedgerRow {
  readonly fingerprint: string;
  readonly epoch: number;
  readonly points: Readonly<Record<string, unknown>>;
  /** Set once the result is recorded. */
  readonly done: boolean;
  /** The effect has returned nothing, which is not null. */
  readonly empty: boolean;
  readonly result: unknown;
}

/** The table of a ledger, and the statements on it. */
export class LedgerTable {
  readonly sql;

  constructor(
    private readonly pool: LedgerPool,
    table: string,
    private readonly lockTimeoutMilliseconds: number,
    private readonly idleTimeoutMilliseconds: number,
  ) {
    const row = 'fingerprint, epoch, points, completed_at IS NOT NULL AS done, result IS NULL AS empty, result';
    this.sql = {
      create: `CREATE TABLE IF NOT EXISTS ${table} (
        key text PRIMARY KEY,
        fingerprint text NOT NULL,
        epoch integer NOT NULL DEFAULT 1,
        points jsonb NOT NULL DEFAULT '{}',
        result json,
        claimed_at timestamptz NOT NULL DEFAULT now(),
        completed_at timestamptz
      )`,
      // Waits for whoever has inserted the key and has not committed yet.
      claim: `INSERT INTO ${table} (key, fingerprint) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING ${row}`,
      find: `SELECT ${row} FROM ${table} WHERE key = $1`,
      lock: `SELECT ${row} FROM ${table} WHERE key = $1 FOR UPDATE`,
      takeOver: `UPDATE ${table} SET epoch = epoch + 1, claimed_at = now() WHERE key = $1 RETURNING ${row}`,
      remember: `UPDATE ${table} SET points = points || $3::jsonb WHERE key = $1 AND epoch = $2 AND completed_at IS NULL`,
      complete: `UPDATE ${table} SET result = $2::json, completed_at = now() WHERE key = $1`,
      forget: `DELETE FROM ${table} WHERE completed_at < now() - $1 * interval '1 millisecond'`,
    };
  }

  /** A transaction that waits for nobody for long, and that the database ends when its worker hangs. */
  async begin(): Promise<LedgerClient> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        "SELECT set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $2, true)",
        [String(this.lockTimeoutMilliseconds), String(this.idleTimeoutMilliseconds)],
      );
      return client;
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  }

  /** One statement in a transaction of its own. */
  async run<Row>(
    name: keyof LedgerTable['sql'],
    values: unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }> {
    const client = await this.pool.connect();
    try {
      const result = await client.query<Row>(this.sql[name], values);
      client.release();
      return result;
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  }

  /** A statement on the row of a key, which another attempt may hold. */
  async hold(
    client: LedgerClient,
    name: 'claim' | 'lock' | 'takeOver',
    [key, ...others]: readonly [string, ...string[]],
  ): Promise<LedgerRow | undefined> {
    try {
      return (await client.query<LedgerRow>(this.sql[name], [key, ...others])).rows[0];
    } catch (error) {
      if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
      const waited = `${this.lockTimeoutMilliseconds / 1_000} seconds`;
      throw toApplicationFailure(HR6015.error({ key, waited }, { cause: error }));
    }
  }
}

const LOCK_NOT_AVAILABLE = '55P03';
