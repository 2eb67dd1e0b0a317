// Recall, exact verdicts and false alarms of the idempotency check on a seeded corpus: `pnpm bench:idempotency [text]`.
// `DATABASE_URL` adds a real PostgreSQL server, on which the tables of the corpus are made anew.
import { createRequire } from 'node:module';
import { databaseCases, SCHEMA } from './corpus/database.mjs';
import { memoryCases } from './corpus/memory.mjs';
import { baselines } from './baselines.mjs';
import { printTables } from './tables.mjs';

const require = createRequire(import.meta.url);
const testing = require('@handrail/testing');

const wanted = process.argv[2] ?? '';
const { cases, close } = await loadCases();
const chosen = cases.filter(({ name, operator, world }) => `${world} ${operator} ${name}`.includes(wanted));
const rows = [];
for (const each of chosen) {
  const { activity, options } = each.prepare();
  const started = performance.now();
  const report = await testing.checkIdempotency(activity, options);
  const milliseconds = performance.now() - started;
  const found = {};
  for (const [name, run] of process.env.BASELINES === 'no' ? [] : Object.entries(baselines)) {
    const fresh = each.prepare();
    found[name] = await run(fresh.activity, fresh.options, report.plans.length, testing);
  }
  rows.push({ ...each, verdict: report.verdict, plans: report.plans.length, milliseconds, found });
  if (report.verdict === each.expected) continue;
  console.log(`✗ ${each.world} / ${each.operator} / ${each.name}: ${report.verdict} instead of ${each.expected}`);
  if (wanted !== '') console.log(String(report));
  else
    console.log(
      `    ${report.reasons.join('; ')}${report.findings.map(({ verdict, plan, message }) => `\n    ${verdict} ${plan}: ${message.split('\n')[0]}`).join('')}`,
    );
}
printTables(rows, Object.keys(baselines));
await close();
process.exitCode = rows.every(({ verdict, expected }) => verdict === expected) ? 0 : 1;

async function loadCases() {
  const { PGlite } = require('@electric-sql/pglite');
  const pglite = new PGlite();
  await pglite.exec(SCHEMA);
  const postgres = testing.postgresWorld({ pglite });
  const all = [...memoryCases(testing), ...databaseCases({ testing, postgres, db: postgres.pool, database: 'pglite' })];
  const url = process.env.DATABASE_URL;
  if (!url) return { cases: all, close: () => pglite.close() };
  const { Pool } = require('pg');
  const pool = new Pool({ connectionString: url, max: 10 });
  await pool.query('DROP TABLE IF EXISTS accounts, payments, ledger, outbox, log, tasks');
  await pool.query(SCHEMA);
  const server = testing.postgresWorld({ pool });
  return {
    cases: [...all, ...databaseCases({ testing, postgres: server, db: pool, database: 'postgres' })],
    close: async () => {
      await pglite.close();
      await pool.end();
    },
  };
}
