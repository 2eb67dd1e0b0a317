import { HR6013 } from '@handrail/errors';
import { toApplicationFailure } from '@handrail/common/guards';
import { fingerprint } from './internal/fingerprint';
import type { LedgerClient, LedgerPool } from './internal/ledger-pool';
import { ledgerMisuse } from './internal/ledger-misuse';
import { type LedgerRow, LedgerTable } from './internal/ledger-table';
import { ClaimedOperation, type Operation } from './operation';

/** Options of a {@link Ledger}. */
export interface LedgerOptions {
  /** A Pool of `pg`. */
  readonly pool: LedgerPool;
  /**
   * Where the keys are kept, with its schema if it has one of its own: `billing.ledger`.
   * @default 'handrail_ledger'
   */
  readonly table?: string | undefined;
  /**
   * So long a statement waits for a lock: the claim for another attempt that holds the key, yours for rows of others. Shorter
   * than the start-to-close timeout.
   * @default 10_000
   */
  readonly lockTimeoutMilliseconds?: number | undefined;
  /**
   * So long a transaction may be idle before the database ends it: what a worker that hangs would hold for ever.
   * @default 60_000
   */
  readonly idleTimeoutMilliseconds?: number | undefined;
}

/**
 * Lets effects take place once for each key, whatever runs again: the claim of the key, the statements and the result are one
 * PostgreSQL transaction. Calls to others go before it, each with a recovery point.
 *
 * @example
 * ```ts
 * import { Ledger, type LedgerPool } from '@handrail/activity/postgres';
 *
 * export function paymentActivities(pool: LedgerPool) {
 *   const ledger = new Ledger({ pool });
 *   return {
 *     async pay(key: string, order: string, cents: number): Promise<unknown> {
 *       return await ledger.once(key, { order, cents }, async (operation) => {
 *         await operation.query('UPDATE accounts SET balance = balance - $1 WHERE owner = $2', [cents, order]);
 *         return { paid: cents };
 *       });
 *     },
 *   };
 * }
 * ```
 */
export class Ledger {
  private readonly table: LedgerTable;

  /** @throws HR6016 for an option that it cannot work with */
  constructor({
    pool,
    table = 'handrail_ledger',
    lockTimeoutMilliseconds = 10_000,
    idleTimeoutMilliseconds = 60_000,
  }: LedgerOptions) {
    if (typeof (pool as Partial<LedgerPool> | undefined)?.connect !== 'function')
      throw misuse('pool', pool, "a Pool of the package 'pg'");
    if (typeof table !== 'string' || !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(table))
      throw misuse('table', table, "the name of a table: 'ledger' or 'billing.ledger'");
    for (const [name, value] of Object.entries({ lockTimeoutMilliseconds, idleTimeoutMilliseconds }))
      if (!Number.isInteger(value) || value < 1 || value > 2_147_483_647)
        throw misuse(name, value, 'a whole number from 1');
    this.table = new LedgerTable(pool, table, lockTimeoutMilliseconds, idleTimeoutMilliseconds);
  }

  /** The statement that makes the table, for migrations. */
  get schema(): string {
    return `${this.table.sql.create};`;
  }

  /** Makes the table where it is not there. */
  async setUp(): Promise<void> {
    await this.table.run('create', []);
  }

  /**
   * Performs an effect, unless it has been performed under this key: then the result of that time is given back. An effect that
   * throws leaves nothing but the answers of its recovery points, and may be tried again.
   *
   * @param key made in workflow code (`operationKey`), and given to the activity as an argument
   * @param args what the effect is made from: the same key with other arguments is refused (HR6013, not retryable)
   * @returns what `effect` returned, as JSON gives it back
   * @throws HR6015 where another attempt holds the key; HR6014 where a later one has taken it over; HR6016 for misuse
   */
  async once<T>(key: string, args: unknown, effect: (operation: Operation) => Promise<T> | T): Promise<T> {
    if (typeof key !== 'string' || key.trim() === '' || key.length > 1_000)
      throw misuse('key', key, 'a text of at most 1000 characters, made by operationKey() in workflow code');
    const print = fingerprint(key, args);
    const client = await this.table.begin();
    let row: LedgerRow;
    try {
      row = await this.claim(client, key, print);
      if (row.fingerprint !== print) throw toApplicationFailure(HR6013.error({ key }), { nonRetryable: true });
    } catch (error) {
      await giveBack(client);
      throw error;
    }
    if (row.done) {
      await giveBack(client);
      return (row.empty ? undefined : row.result) as T;
    }
    const operation = ClaimedOperation.from(this.table, client, { key, epoch: row.epoch, points: row.points });
    try {
      return (await operation.complete(await effect(operation))) as T;
    } catch (error) {
      await operation.abort();
      throw error;
    }
  }

  /** Forgets keys that were completed longer ago than anything may still repeat them: the retention of the namespace at least. */
  async forgetOlderThan(days: number): Promise<number> {
    if (!Number.isFinite(days) || days <= 0) throw misuse('days', days, 'a number above 0');
    return (await this.table.run('forget', [days * 86_400_000])).rowCount ?? 0;
  }

  private async claim(client: LedgerClient, key: string, print: string): Promise<LedgerRow> {
    const claimed = await this.table.hold(client, 'claim', [key, print]);
    if (claimed !== undefined) return claimed;
    const known = await this.table.hold(client, 'lock', [key]);
    // Forgotten between the two statements.
    if (known === undefined) return this.claim(client, key, print);
    if (known.done || known.fingerprint !== print) return known;
    return (await this.table.hold(client, 'takeOver', [key])) ?? this.claim(client, key, print);
  }
}

async function giveBack(client: LedgerClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}

function misuse(option: string, value: unknown, expected: string): Error {
  const shown =
    typeof value === 'string'
      ? JSON.stringify(value.slice(0, 60))
      : value === null
        ? 'null'
        : typeof value === 'number'
          ? String(value)
          : typeof value;
  return ledgerMisuse(
    `given ${shown} as ${option}`,
    'it could not keep an effect to once',
    `give ${option} as ${expected}`,
  );
}
