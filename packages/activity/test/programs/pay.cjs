// A worker's process, cut down to the activity: pays under a key, and hangs where it is told to until it is killed.
const { Pool } = require('pg');
const { Ledger } = require('@handrail/activity/postgres');

const { DATABASE_URL, KEY, CENTS, HANG = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 3 });
pool.on('error', () => undefined);
const ledger = new Ledger({ pool, lockTimeoutMilliseconds: 4_000, idleTimeoutMilliseconds: 60_000 });

const at = async (place) => {
  process.send({ at: place });
  if (HANG === place) await new Promise(() => setInterval(() => undefined, 1_000));
};

async function main() {
  await at('start');
  const result = await ledger.once(KEY, { cents: CENTS }, async (operation) => {
    const receipt = await operation.point('charge', async (key) => {
      await at('before the call');
      const { rows } = await pool.query(
        'INSERT INTO provider (key, cents) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET calls = provider.calls + 1 RETURNING id',
        [key, CENTS],
      );
      await at('after the call');
      return rows[0].id;
    });
    await at('before the statements');
    await operation.query("UPDATE account SET balance = balance - $1 WHERE owner = 'ann'", [CENTS]);
    await at('after the statements');
    return { receipt, epoch: operation.epoch };
  });
  await pool.end();
  process.send({ result }, () => process.exit(0));
}

main().catch((error) => process.send({ error: { type: error.type, message: error.message } }, () => process.exit(1)));
