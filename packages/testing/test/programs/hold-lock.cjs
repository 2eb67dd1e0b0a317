// Takes a lock, appends "in" and "out" to a journal around the time it holds it: `node hold-lock.cjs <lock> <journal> <ms>`.
const { appendFileSync } = require('node:fs');
const { setTimeout: wait } = require('node:timers/promises');
const { withLock } = require('../../lib/internal/cross-process-lock.js');

const [lock, journal, milliseconds] = process.argv.slice(2);

withLock(lock, async () => {
  appendFileSync(journal, 'in\n');
  await wait(Number(milliseconds));
  appendFileSync(journal, 'out\n');
});
