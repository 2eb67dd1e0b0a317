/** The part of a `pg` result that activities use. */
export interface PostgresResult<Row = Record<string, unknown>> {
  readonly rows: Row[];
  readonly rowCount: number | null;
  readonly command: string;
  readonly fields: readonly { readonly name: string }[];
}

/** A statement as `pg` takes it. */
export type PostgresQuery = string | { readonly text: string; readonly values?: readonly unknown[] | undefined };

/** What `pg`'s Client and PoolClient have in common with ours. */
export interface PostgresClient {
  query<Row = Record<string, unknown>>(query: PostgresQuery, values?: readonly unknown[]): Promise<PostgresResult<Row>>;
  release(error?: Error | boolean): void;
}

/** What `pg`'s Pool has in common with ours. */
export interface PostgresPool {
  query<Row = Record<string, unknown>>(query: PostgresQuery, values?: readonly unknown[]): Promise<PostgresResult<Row>>;
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
}

/** What a caller gets when its connection is gone. */
export function connectionLost(): Error {
  return Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
}

export function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  const { text } = (query ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

export function withText(query: unknown, text: string): unknown {
  return typeof query === 'string' ? text : { ...(query as object), text };
}
