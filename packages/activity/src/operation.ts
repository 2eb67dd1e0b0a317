import { HR6014 } from '@handrail/errors';
import { toApplicationFailure } from '@handrail/common/guards';
import { toJson } from './internal/fingerprint';
import type { LedgerClient } from './internal/ledger-pool';
import { ledgerMisuse } from './internal/ledger-misuse';
import type { LedgerTable } from './internal/ledger-table';

/** What an effect is done with: calls to others first, each with a recovery point, then statements in one transaction. */
export interface Operation {
  readonly key: string;
  /** Rises with each attempt that takes the key over. A receiver that knows fencing tokens can refuse older ones. */
  readonly epoch: number;
  /**
   * Calls somebody else, and remembers the answer: the next attempt gets it without calling again. A worker that dies between
   * the call and the remembering calls again, so `call` is given a key of its own for the receiver.
   *
   * @param name names the call among those of the operation; permanent, since it stands in the table
   * @returns the answer as JSON gives it back
   * @throws HR6014 where a later attempt has taken over
   */
  point<T>(name: string, call: (key: string) => Promise<T> | T): Promise<T>;
  /** Runs a statement in the transaction in which the result is recorded: both take place, or neither. */
  query<Row = Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

/** An operation whose key this attempt has claimed. */
export class ClaimedOperation implements Operation {
  private hasStatements = false;
  private readonly names = new Set<string>();

  private constructor(
    private readonly table: LedgerTable,
    private transaction: LedgerClient | undefined,
    readonly key: string,
    readonly epoch: number,
    private readonly points: Readonly<Record<string, unknown>>,
  ) {}

  /** Goes on in the transaction of the claim, as long as nobody else has to be called. */
  static from(
    table: LedgerTable,
    transaction: LedgerClient,
    claim: { readonly key: string; readonly epoch: number; readonly points: Readonly<Record<string, unknown>> },
  ): ClaimedOperation {
    return new ClaimedOperation(table, transaction, claim.key, claim.epoch, claim.points);
  }

  async point<T>(name: string, call: (key: string) => Promise<T> | T): Promise<T> {
    this.refuse(name);
    this.names.add(name);
    if (Object.hasOwn(this.points, name)) return this.points[name] as T;
    await this.commitClaim();
    const answer = toJson(
      `the answer of the recovery point "${name}" of the key "${this.key}"`,
      await call(`${this.key}/${name}`),
    );
    const { rowCount } = await this.table.run('remember', [this.key, this.epoch, JSON.stringify({ [name]: answer })]);
    if (rowCount === 0) throw await this.fenced();
    return answer as T;
  }

  async query<Row>(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }> {
    const client = await this.begin();
    this.hasStatements = true;
    return client.query<Row>(text, values);
  }

  /** Records the result, and with it all statements. */
  async complete(result: unknown): Promise<unknown> {
    const value = toJson(`the result of the key "${this.key}"`, result);
    const client = await this.begin();
    await client.query(this.table.sql.complete, [this.key, result === undefined ? null : JSON.stringify(value)]);
    await client.query('COMMIT');
    this.release();
    return result === undefined ? undefined : value;
  }

  /** Takes back what is not committed. */
  async abort(): Promise<void> {
    const { transaction } = this;
    this.transaction = undefined;
    if (transaction === undefined) return;
    try {
      await transaction.query('ROLLBACK');
      transaction.release();
    } catch (error) {
      transaction.release(error instanceof Error ? error : true);
    }
  }

  /** The claim alone, so that it outlives this worker while somebody else is called. */
  private async commitClaim(): Promise<void> {
    if (this.transaction === undefined) return;
    await this.transaction.query('COMMIT');
    this.release();
  }

  /** A transaction that holds the key; nobody has taken it over meanwhile. */
  private async begin(): Promise<LedgerClient> {
    if (this.transaction !== undefined) return this.transaction;
    const client = await this.table.begin();
    this.transaction = client;
    const row = await this.table.hold(client, 'lock', [this.key]);
    if (row?.epoch !== this.epoch || row.done) throw fencedBy(this, row?.epoch ?? this.epoch);
    return client;
  }

  private release(): void {
    this.transaction?.release();
    this.transaction = undefined;
  }

  private async fenced(): Promise<Error> {
    const { rows } = await this.table.run<{ epoch: number }>('find', [this.key]);
    return fencedBy(this, Number(rows[0]?.epoch));
  }

  private refuse(name: unknown): void {
    const what = `asked for the recovery point ${JSON.stringify(name)} of the key "${this.key}"`;
    if (typeof name !== 'string' || name === '')
      throw ledgerMisuse(what, 'the next attempt would not find its answer', "name what is called: 'charge'");
    if (this.names.has(name))
      throw ledgerMisuse(
        `${what} twice`,
        'the second call would get the answer of the first',
        'give each call a name of its own',
      );
    if (this.hasStatements)
      throw ledgerMisuse(
        `${what} after a statement of its transaction`,
        'a call to somebody else cannot be rolled back with the transaction',
        'call all recovery points before the first operation.query()',
      );
  }
}

// Retryable: whoever still waits for this attempt is to try again, and finds the result then.
function fencedBy({ key, epoch }: ClaimedOperation, current: number): Error {
  return toApplicationFailure(HR6014.error({ key, epoch, current }));
}
