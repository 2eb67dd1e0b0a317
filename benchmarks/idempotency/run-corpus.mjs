// Runs one of the corpora that were written blind, each case with the worlds that it asks for.
// `DATABASE_URL` names a PostgreSQL server for tests, whose public schema is made anew; by default one is started.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPostgres } from '../../test-support/postgres-server.mjs';

const require = createRequire(import.meta.url);
const testing = require('@handrail/testing');
const { Pool } = require('pg');

const CODES = {
  DUPLICATE_EFFECT: 'HR6001',
  SWALLOWED_EFFECT: 'HR6002',
  LOST_EFFECT: 'HR6003',
  TORN_STATE: 'HR6004',
  STUCK: 'HR6005',
  RESULT_DRIFT: 'HR6006',
  UNSTABLE_KEY: 'HR6007',
};

/** Prints what was judged otherwise than expected, and how many were not. `wanted` chooses by name, operator or verdict. */
export async function runCorpus(corpus, wanted = '') {
  const chosen = corpus.filter(({ name, operator, expected }) => `${name} ${operator} ${expected}`.includes(wanted));
  const server = process.env.DATABASE_URL ? undefined : await startPostgres();
  const connectionString = server?.url ?? process.env.DATABASE_URL;
  const tally = { exact: 0, bugs: 0, seen: 0, right: 0, passed: 0, unclear: 0, asUnclear: 0 };
  const perOperator = new Map();
  for (const each of chosen) {
    const { name, operator, expected, because } = each;
    const started = performance.now();
    const report = await check(each, connectionString);
    const got = report.verdict;
    const isExact = got === expected && (CODES[expected] ?? undefined) === report.findings[0]?.code;
    const isFinding = got in CODES;
    if (isExact) tally.exact += 1;
    if (expected in CODES) {
      tally.bugs += 1;
      if (isFinding) tally.seen += 1;
      const counts = perOperator.get(operator) ?? { bugs: 0, seen: 0, exact: 0 };
      perOperator.set(operator, {
        bugs: counts.bugs + 1,
        seen: counts.seen + Number(isFinding),
        exact: counts.exact + Number(isExact),
      });
    } else if (expected === 'IDEMPOTENT') {
      tally.right += 1;
      if (isExact) tally.passed += 1;
    } else {
      tally.unclear += 1;
      if (isExact) tally.asUnclear += 1;
    }
    if (process.env.VERBOSE || performance.now() - started > 20_000)
      console.log(
        `  ${name}: ${got}, ${report.plans?.length ?? 0} plans, ${Math.round(performance.now() - started)} ms`,
      );
    if (isExact) continue;
    console.log(`✗ ${name} (${operator}): ${got} instead of ${expected}: ${because}`);
    if (wanted !== '') console.log(String(report));
    for (const reason of report.reasons) console.log(`    ${reason}`);
    for (const { verdict, code, plan, message } of report.findings)
      console.log(`    ${verdict} ${code} ${plan}: ${message.split('\n')[0]}`);
  }
  for (const [operator, { bugs, seen, exact }] of [...perOperator].sort())
    console.log(`${operator.padEnd(28)} ${seen} of ${bugs} seen, ${exact} exact`);
  console.log(
    `${tally.exact} of ${chosen.length} exact; ${tally.seen} of ${tally.bugs} bugs seen; ${tally.passed} of ${tally.right} right ones passed; ${tally.asUnclear} of ${tally.unclear} refused as expected`,
  );
  await server?.close();
  process.exitCode = tally.exact === chosen.length ? 0 : 1;
}

async function check({ name, build }, connectionString) {
  const closing = [];
  try {
    const { activity, ...options } = await build(worlds(closing, connectionString));
    return await testing.checkIdempotency(activity, { name: name.split('/')[1], ...options });
  } catch (error) {
    return { verdict: `THROWN ${error}`, findings: [], reasons: [String(error?.stack)], plans: [] };
  } finally {
    for (const close of closing) await close();
  }
}

/** The worlds that a case may ask for; what they hold is given back afterwards. */
function worlds(closing, connectionString) {
  return {
    memory: testing.memoryWorld,
    http: testing.httpWorld,
    smtp: testing.smtpWorld,
    async folder(files) {
      const folder = await mkdtemp(join(tmpdir(), 'handrail-corpus-'));
      closing.push(() => rm(folder, { recursive: true, force: true }));
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), text);
      }
      const world = testing.filesystemWorld(folder);
      return { folder, fs: world.fs, world };
    },
    async sql(schema) {
      const pool = new Pool({ connectionString, max: 10 });
      pool.on('error', () => undefined);
      closing.push(() => pool.end());
      await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
      await pool.query(schema);
      return { pool, world: testing.postgresWorld({ pool }) };
    },
  };
}
