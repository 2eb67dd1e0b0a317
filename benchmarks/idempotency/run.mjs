// Recall, exact verdicts and false alarms of the idempotency check on a seeded corpus: `pnpm bench:idempotency [text]`.
// `RUNS` says how often a seed is tried again on each world, 100 times by default.
// `DATABASE_URL` names a PostgreSQL server to use, on which the tables of the corpus are made anew; by default one is started.
import { createRequire } from 'node:module';
import { startPostgres } from '../../test-support/postgres-server.mjs';
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
  const before = process.cpuUsage();
  const report = await testing.checkIdempotency(activity, options);
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const found = {};
  for (const [name, run] of process.env.BASELINES === 'no' ? [] : Object.entries(baselines)) {
    const fresh = each.prepare();
    found[name] = await run(fresh.activity, fresh.options, report.plans.length, testing);
  }
  rows.push({
    ...each,
    verdict: report.verdict,
    plans: report.plans.length,
    milliseconds,
    cpuMilliseconds: (user + system) / 1_000,
    found,
  });
  if (report.verdict === each.expected) continue;
  console.log(`✗ ${each.world} / ${each.operator} / ${each.name}: ${report.verdict} instead of ${each.expected}`);
  if (wanted !== '') console.log(String(report));
  else
    console.log(
      `    ${report.reasons.join('; ')}${report.findings.map(({ verdict, plan, message }) => `\n    ${verdict} ${plan}: ${message.split('\n')[0]}`).join('')}`,
    );
}
printTables(rows, Object.keys(baselines));
if (wanted === '') await printThroughput();
const different = wanted === '' ? await printSameness(Number(process.env.RUNS ?? 100)) : 0;
await close();
process.exitCode = different === 0 && rows.every(({ verdict, expected }) => verdict === expected) ? 0 : 1;

/** The memory cases once more, now that the engine has been compiled: what a suite of many checks sees. */
async function printThroughput() {
  const memory = cases.filter(({ world }) => world === 'memory');
  let plans = 0;
  const [started, before] = [performance.now(), process.cpuUsage()];
  for (const { prepare } of memory) {
    const { activity, options } = prepare();
    plans += (await testing.checkIdempotency(activity, options)).plans.length;
  }
  const { user, system } = process.cpuUsage(before);
  const [seconds, cpuSeconds] = [(performance.now() - started) / 1_000, (user + system) / 1_000_000];
  console.log(
    `\nMemory, warm: ${plans} plans, ${Math.round(plans / seconds)} a second, ${Math.round(plans / cpuSeconds)} a second of CPU`,
  );
}

/** A wrong and a right activity of each world, checked again and again with one seed; gives how many checks came to something else. */
async function printSameness(runs) {
  console.log(`\n| world | activity | runs with the same verdict and plans |\n|---|---|---|`);
  let different = 0;
  for (const world of new Set(cases.map((each) => each.world))) {
    for (const isRight of [false, true]) {
      const each = cases.find((one) => one.world === world && (one.operator === 'correct') === isRight);
      const same = await countSame(each, runs);
      different += runs - same;
      console.log(`| ${world} | ${each.operator}: ${each.name} | ${same} of ${runs} |`);
    }
  }
  return different;
}

/** How many of several checks of one activity come to what the first one came to. */
async function countSame({ prepare }, runs) {
  const seen = [];
  for (let run = 0; run < runs; run++) {
    const { activity, options } = prepare();
    const { verdict, plans } = await testing.checkIdempotency(activity, { ...options, seed: 7 });
    seen.push(JSON.stringify([verdict, plans]));
  }
  return seen.filter((each) => each === seen[0]).length;
}

async function loadCases() {
  const { PGlite } = require('@electric-sql/pglite');
  const pglite = new PGlite();
  await pglite.exec(SCHEMA);
  const postgres = testing.postgresWorld({ pglite });
  const all = [...memoryCases(testing), ...databaseCases({ testing, postgres, db: postgres.pool, database: 'pglite' })];
  const started = process.env.DATABASE_URL ? undefined : await startPostgres();
  const url = started?.url ?? process.env.DATABASE_URL;
  const { Pool } = require('pg');
  const pool = new Pool({ connectionString: url, max: 10 });
  // The server is stopped at the end, which idle connections may still hear.
  pool.on('error', () => undefined);
  await pool.query('DROP TABLE IF EXISTS accounts, payments, ledger, outbox, log, tasks');
  await pool.query(SCHEMA);
  const server = testing.postgresWorld({ pool });
  return {
    cases: [...all, ...databaseCases({ testing, postgres: server, db: pool, database: 'postgres' })],
    close: async () => {
      await pglite.close();
      await pool.end();
      await started?.close();
    },
  };
}
