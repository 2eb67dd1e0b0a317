import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AuditLog } from '../../src/internal/audit-log';

const file = async () => join(await mkdtemp(join(tmpdir(), 'handrail-audit-')), 'repair.jsonl');
const reason = 'the provider is back';
const outcome = {
  time: '2026-03-01T12:00:00Z',
  workflowId: 'order-17',
  runId: 'r1',
  cause: 'backoff',
  actions: [],
  outcome: 'repaired',
  namespace: 'default',
  by: 'anna@laptop',
  reason,
} as const;

it('remembers what was repaired, also after a line that was cut off', async () => {
  const path = await file();
  const log = await AuditLog.open(path, 'handrail repair');
  expect(log.doneFor(reason)).toEqual(new Set());
  await log.write(outcome);
  await log.write({ ...outcome, runId: 'r2', outcome: 'failed', why: 'permission denied' });
  await writeFile(path, `${await readFile(path, 'utf8')}{"outcome":"repa`);
  const again = await AuditLog.open(path, 'handrail repair');
  expect(again.doneFor(reason)).toEqual(new Set(['r1']));
  await again.write({ ...outcome, runId: 'r3' });
  expect((await AuditLog.open(path, 'handrail repair')).doneFor(reason)).toEqual(new Set(['r1', 'r3']));
});

it('does not keep a run that is stuck again from being repaired for another reason', async () => {
  const path = await file();
  await (await AuditLog.open(path, 'handrail repair')).write(outcome);
  expect((await AuditLog.open(path, 'handrail repair')).doneFor('fixed in 1.4.3')).toEqual(new Set());
});

it('tells of which runs the last that is known is that an answer was lost', async () => {
  const path = await file();
  const log = await AuditLog.open(path, 'handrail repair');
  for (const runId of ['r1', 'r2']) await log.write({ ...outcome, runId, outcome: 'unknown' });
  await log.write({ ...outcome, runId: 'r2', outcome: 'skipped' });
  await log.write({ ...outcome, runId: 'r3', outcome: 'unknown', reason: 'another one' });
  const again = await AuditLog.open(path, 'handrail repair');
  expect([...again.unsureFor(reason)]).toEqual(['r1']);
  expect([...again.doneFor(reason)]).toEqual([]);
});

it('reads a log that an editor has saved in its own way', async () => {
  const path = await file();
  await writeFile(path, `\uFEFF${JSON.stringify(outcome)}\r\n${JSON.stringify({ ...outcome, runId: 'r2' })}\r\n`);
  expect((await AuditLog.open(path, 'handrail repair')).doneFor(reason)).toEqual(new Set(['r1', 'r2']));
});

it('takes no line for an entry that is none', async () => {
  const path = await file();
  await writeFile(path, 'null\n17\n["repaired"]\n{"outcome":"repaired","runId":5,"reason":"the provider is back"}\n');
  expect((await AuditLog.open(path, 'handrail repair')).doneFor(reason)).toEqual(new Set());
});

it('says what is not in it where it cannot be written any more', async () => {
  const path = await file();
  const log = await AuditLog.open(path, 'handrail repair');
  expect(await log.write(outcome)).toBeUndefined();
  await rm(path);
  await mkdir(path);
  expect(await log.write(outcome)).toBe(
    `--audit-log ${path} cannot be written any more (it is a folder), so that it stops here. What is not in it: repaired order-17, run r1.`,
  );
});

it('is refused before anything is done where it cannot be written', async () => {
  await expect(AuditLog.open('/no/such/folder/repair.jsonl', 'handrail repair')).rejects.toThrow(
    '[HR9016] The command line cannot be understood: --audit-log /no/such/folder/repair.jsonl cannot be used (there is no such file or folder).',
  );
});
