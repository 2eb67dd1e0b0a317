interface Client {
  query(statement: string): Promise<unknown>;
  release(): void;
}

/** Does work in a transaction of its own, which is rolled back where the work fails. */
export async function inTransaction<C extends Client, T>(
  pool: { connect(): Promise<C> },
  work: (client: C) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
