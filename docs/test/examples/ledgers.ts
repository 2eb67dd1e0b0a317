import { Ledger } from '@handrail/activity/postgres';
import { postgresWorld } from '@handrail/testing';
import { PGlite } from '@electric-sql/pglite';
import type { Scenarios } from '../support/scenario';

/** A ledger in a database of its own, with the tables of the examples. */
async function withLedger<T>(use: (ledger: Ledger) => Promise<T>): Promise<T> {
  const pglite = new PGlite();
  try {
    await pglite.exec(
      'CREATE TABLE charges (customer text, month text, cents int); CREATE TABLE orders (key text, state text)',
    );
    const ledger = new Ledger({ pool: postgresWorld({ pglite }).pool as never });
    await ledger.setUp();
    return await use(ledger);
  } finally {
    await pglite.close();
  }
}

/** HR6013 and HR6016: what the effect ledger refuses. */
export const ledgers: Scenarios = {
  HR6013: {
    call: ({ charge }, _client, _world, side) =>
      withLedger(async (ledger) => {
        for (const month of ['2026-01', '2026-02']) {
          const key = side === 'right' ? [`key of ${month}`] : [];
          await charge?.(ledger, ...key, 'anna', month, 500);
        }
      }),
  },
  HR6016: {
    call: ({ pay }) => withLedger(async (ledger) => await pay?.(ledger, 'key-1', async (key: string) => key)),
  },
};
