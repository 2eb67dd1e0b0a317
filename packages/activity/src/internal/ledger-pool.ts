/** The part of a `pg` client that the ledger uses. */
export interface LedgerClient {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
  release(error?: Error | boolean): void;
}

/** The part of a `pg` Pool that the ledger uses. */
export interface LedgerPool {
  connect(): Promise<LedgerClient>;
}
