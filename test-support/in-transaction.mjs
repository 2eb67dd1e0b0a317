/**
 * The part of `pg`'s client that is used.
 *
 * @typedef {{ query(statement: string): Promise<unknown>, release(): void }} Client
 */

/**
 * Does work in a transaction of its own, which is rolled back where the work fails.
 *
 * @template {Client} C
 * @template T
 * @param {{ connect(): Promise<C> }} pool
 * @param {(client: C) => Promise<T>} work
 * @param {string} [begin]
 * @returns {Promise<T>}
 */
export async function inTransaction(pool, work, begin = 'BEGIN') {
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
