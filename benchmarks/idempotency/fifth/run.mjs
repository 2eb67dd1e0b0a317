// A fifth corpus, written from the semantics alone, its expectations before its first run: `node benchmarks/idempotency/fifth/run.mjs [text]`.
// `DATABASE_URL` names a PostgreSQL server for tests, whose public schema is made anew; by default one is started.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPostgres } from '../../../test-support/postgres-server.mjs';
import { fifth } from './index.mjs';

const require = createRequire(import.meta.url);
const {
  checkIdempotency,
  filesystemWorld,
  httpWorld,
  memoryWorld,
  postgresWorld,
  smtpWorld,
} = require('@handrail/testing');
const { Pool } = require('pg');

const wanted = process.argv[2] ?? '';
const chosen = fifth.filter(({ name, operator, expected }) => `${name} ${operator} ${expected}`.includes(wanted));
const server = process.env.DATABASE_URL ? undefined : await startPostgres();
const connectionString = server?.url ?? process.env.DATABASE_URL;
let wrong = 0;
const tally = { bugs: 0, found: 0, right: 0, passed: 0 };
for (const { name, operator, expected, because, build } of chosen) {
  const closing = [];
  const { activity, ...options } = await build(worlds(closing));
  const report = await checkIdempotency(activity, { name: name.split('/')[1], ...options });
  for (const close of closing) await close();
  const isBug = expected !== 'IDEMPOTENT' && expected !== 'INCONCLUSIVE';
  tally[isBug ? 'bugs' : 'right'] += 1;
  if (isBug && report.verdict !== 'IDEMPOTENT' && report.verdict !== 'INCONCLUSIVE') tally.found += 1;
  if (!isBug && report.verdict === expected) tally.passed += 1;
  if (report.verdict === expected) continue;
  wrong += 1;
  console.log(`✗ ${name} (${operator}): ${report.verdict} instead of ${expected}: ${because}`);
  if (wanted !== '') console.log(String(report));
  for (const reason of report.reasons) console.log(`    ${reason}`);
  for (const { verdict, plan, message } of report.findings)
    console.log(`    ${verdict} ${plan}: ${message.split('\n')[0]}`);
}
console.log(
  `${chosen.length - wrong} of ${chosen.length} verdicts exact; ${tally.found} of ${tally.bugs} bugs found; ${tally.passed} of ${tally.right} others as expected`,
);
await server?.close();
process.exitCode = wrong === 0 ? 0 : 1;

/** The worlds that a case may ask for; what they hold is given back afterwards. */
function worlds(closing) {
  return {
    memory: memoryWorld,
    http: httpWorld,
    smtp: smtpWorld,
    async folder(files) {
      const folder = await mkdtemp(join(tmpdir(), 'handrail-fifth-'));
      closing.push(() => rm(folder, { recursive: true, force: true }));
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), text);
      }
      const world = filesystemWorld(folder);
      return { folder, fs: world.fs, world };
    },
    async sql(schema) {
      const pool = new Pool({ connectionString, max: 10 });
      pool.on('error', () => undefined);
      closing.push(() => pool.end());
      await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
      await pool.query(schema);
      return { pool, world: postgresWorld({ pool }) };
    },
  };
}
