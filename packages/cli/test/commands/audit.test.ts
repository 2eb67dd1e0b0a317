import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

const TESTING = fileURLToPath(import.meta.resolve('@handrail/testing'));

const ACTIVITIES = `
class Mail { sent = []; async send(to) { this.sent.push(to); } }
const mail = new Mail();
exports.notify = async (to) => mail.send(to);
exports.rate = async () => 1.17;
exports.refunds = new (class Refunds { async refund(key) { return key; } })();
exports.LIMIT = 5;
console.log('a module may print, and keep the process alive');
setInterval(() => undefined, 1000);
`;
const CHECKS = `
const { idempotencySuite, memoryWorld } = require(${JSON.stringify(TESTING)});
const ledger = { keys: new Set(), async add(key) { this.keys.add(key); } };
const sent = { list: [], async send(to) { this.list.push(to); } };
const suite = idempotencySuite(
  { charge: (key) => ledger.add(key), notify: (to) => sent.send(to), rate: async () => 1.17 },
  {
    charge: { args: ['k1'], distinct: ['k2'], world: memoryWorld(ledger) },
    notify: { args: ['ann'], distinct: ['bob'], world: memoryWorld(sent) },
    rate: { exempt: 'it returns a constant' },
  },
);
(async () => { for (const { run } of suite) await run().catch(() => (process.exitCode = 1)); })();
`;

let folder: string;
const outside = process.cwd();

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-audit-')));
  writeFileSync(join(folder, 'activities.cjs'), ACTIVITIES);
  writeFileSync(join(folder, 'checks.cjs'), CHECKS);
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(outside);
  rmSync(folder, { recursive: true, force: true });
});

const audit = (...parameters: string[]) => runCommandLine(['audit', '--idempotency', ...parameters]);

describe('handrail audit --idempotency', { timeout: 60_000 }, () => {
  it('runs the checks and lists what none of them has seen', async () => {
    const { exitCode, stdout } = await audit('activities.cjs', '--run', 'node checks.cjs');
    expect(stdout).toBe(`1 of 3 activities has no idempotency check.

No check (HR6011):
  refund

Checked, but not shown to be idempotent:
  notify: DUPLICATE_EFFECT

Covered:
  rate: exempt, it returns a constant

Next: add refund to describeIdempotency, or refund: { exempt: 'why' } where it needs no check.
`);
    expect(exitCode).toBe(1);
  });

  it('is fine where everything is covered, by a record that was made before', async () => {
    writeFileSync(
      join(folder, 'few.mjs'),
      'export const charge = async () => undefined; export { charge as default };',
    );
    writeFileSync(join(folder, 'record.jsonl'), '{"activity":"charge","verdict":"IDEMPOTENT"}\n');
    const { exitCode, stdout } = await audit('few.mjs', '--record', 'record.jsonl', '--json');
    expect(JSON.parse(stdout)).toEqual({
      schema: 'handrail.idempotency-audit/1',
      covered: [{ activity: 'charge', verdict: 'IDEMPOTENT' }],
      failing: [],
      missing: [],
      notExamined: [],
    });
    expect(exitCode).toBe(0);
  });

  it('says what it could not look at: a factory, a class, a module that cannot be loaded, a command that checks nothing', async () => {
    writeFileSync(
      join(folder, 'made.mjs'),
      'export const createActivities = (db) => ({ async charge() { return db; } }); export class Refunds { async refund() {} }',
    );
    const { exitCode, stdout } = await audit('made.mjs', 'none.mjs', '--run', 'exit 3');
    expect(stdout.replaceAll(folder, '<folder>')).toContain(`No activity could be looked at.

Not seen:
  made.mjs: the class Refunds has activities once there is an instance: name a module that exports one
  made.mjs: createActivities() makes activities when it is called: name a module that exports what it returns
  none.mjs: it cannot be loaded (Cannot find module '<folder>/none.mjs'); name the file that a worker loads, built where it is TypeScript
`);
    expect(stdout).toContain('the command `exit 3` ran no check: it ended with exit code 3');
    expect(exitCode).toBe(2);
  });

  it('tells nothing of activities whose checks did not run: nobody knows whether they have any', async () => {
    const { exitCode, stdout } = await audit('activities.cjs', '--run', 'exit 3');
    expect(stdout).toBe(`No activity could be looked at.

Not seen:
  the command \`exit 3\` ran no check: it ended with exit code 3
`);
    expect(exitCode).toBe(2);
  });

  it.each([
    [['activities.cjs'], 'it needs --run <command> or --record <file>'],
    [['activities.cjs', '--record', 'no-such-file'], 'The option record of the idempotency check is "no-such-file"'],
  ])('refuses %j', async (parameters, text) => {
    const { exitCode, stderr } = await audit(...parameters);
    expect(stderr).toContain(text);
    expect(exitCode).toBe(2);
  });

  it('says that it needs --idempotency', async () => {
    const { exitCode, stderr } = await runCommandLine(['audit', 'activities.cjs']);
    expect(stderr).toContain('it needs --idempotency');
    expect(exitCode).toBe(2);
  });
});
