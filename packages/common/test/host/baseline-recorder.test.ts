import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HR2003, HR2004 } from '@handrail/errors';
import { createGuardHost, resolvePolicy, setHost } from '../../src/host';
import type { GuardedCall } from '../../src/guards';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-record-'));
  file = join(folder, 'handrail-baseline.json');
  vi.stubEnv('HANDRAIL_BASELINE_RECORD', file);
  setHost({ logger: { warn: () => undefined } as never });
});

afterEach(() => {
  vi.unstubAllEnvs();
  setHost({});
});

function start(workflow: string, options: Record<string, unknown>): GuardedCall {
  return { kind: 'workflow', name: workflow, where: workflow, options };
}

function recorded(): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('recording a baseline', () => {
  it('creates the file at once, so that a bad path shows at the start', () => {
    createGuardHost({ policy: resolvePolicy() });
    expect(recorded()).toEqual({ version: 1, entries: [] });
  });

  it('counts the distinct call sites of what is tolerated for now', () => {
    const host = createGuardHost({ policy: resolvePolicy({ mode: 'warn' }) });
    host.check(start('order', { workflowRunTimeout: '1 minute' }));
    host.check(start('order', { workflowRunTimeout: '1 minute' }));
    host.check(start('order', { workflowRunTimeout: '2 minutes' }));
    host.check(start('invoice', { workflowRunTimeout: '2 minutes' }));
    expect(recorded()).toEqual({
      version: 1,
      entries: [
        { code: 'HR2003', where: 'invoice', count: 1 },
        { code: 'HR2003', where: 'order', count: 2 },
      ],
    });
  });

  it('counts what is refused, too', () => {
    const host = createGuardHost({ policy: resolvePolicy() });
    expect(() => host.check(start('order', { workflowRunTimeout: '1 minute' }))).toThrow('HR2003');
    expect(recorded()).toMatchObject({ entries: [{ code: 'HR2003', where: 'order', count: 1 }] });
  });

  it('leaves out what would not be refused: advice, and what is waived', () => {
    const host = createGuardHost({ policy: resolvePolicy({ mode: 'warn' }) });
    host.check(start('order', { retry: {}, workflowRunTimeout: '1 hour', waive: { HR2003: 'a report' } }));
    expect(recorded()).toEqual({ version: 1, entries: [] });
  });

  it('takes what workflow code found', () => {
    const host = createGuardHost({ policy: resolvePolicy() });
    const execution = { namespace: 'default', workflowId: 'w', runId: 'r', workflowType: 'order', taskQueue: 'q' };
    host.take({ code: 'HR2004', facts: HR2004.example, where: 'order/charge', outcome: 'refused' }, execution);
    host.take({ code: 'HR2003', facts: HR2003.example, where: 'order', outcome: 'waived', reason: 'x' }, execution);
    expect(recorded()).toEqual({ version: 1, entries: [{ code: 'HR2004', where: 'order/charge', count: 1 }] });
  });

  it('makes a file that then tolerates what was recorded, and nothing else', () => {
    const recording = createGuardHost({ policy: resolvePolicy({ mode: 'warn' }) });
    recording.check(start('order', { workflowRunTimeout: '1 minute' }));
    vi.stubEnv('HANDRAIL_BASELINE_RECORD', '');
    const enforcing = createGuardHost({ policy: resolvePolicy({ mode: { baseline: file } }) });
    enforcing.check(start('order', { workflowRunTimeout: '1 minute' }));
    expect(() => enforcing.check(start('order', { workflowRunTimeout: '2 minutes' }))).toThrow('HR2003');
  });

  it('merges with what another process recorded: an entry holds the most call sites of any one process', () => {
    writeFileSync(
      file,
      JSON.stringify({
        version: 1,
        entries: [
          { code: 'HR2003', where: 'order', count: 3 },
          { code: 'HR2004', where: 'order/charge', count: 1 },
        ],
      }),
    );
    const host = createGuardHost({ policy: resolvePolicy({ mode: 'warn' }) });
    host.check(start('order', { workflowRunTimeout: '1 minute' }));
    host.check(start('refund', { workflowRunTimeout: '1 minute' }));
    expect(recorded()).toEqual({
      version: 1,
      entries: [
        { code: 'HR2003', where: 'order', count: 3 },
        { code: 'HR2003', where: 'refund', count: 1 },
        { code: 'HR2004', where: 'order/charge', count: 1 },
      ],
    });
  });

  it('loses nothing when several processes record into one file', async () => {
    const script = `
      const { createGuardHost, resolvePolicy, setHost } = require(${JSON.stringify(require.resolve('@handrail/common/host'))});
      setHost({ logger: { warn() {} } });
      const host = createGuardHost({ policy: resolvePolicy({ mode: 'warn' }) });
      for (let index = 0; index < 20; index++) {
        const where = process.argv[1] + '-' + index;
        host.check({ kind: 'workflow', name: where, where, options: { workflowRunTimeout: '1 minute' } });
      }`;
    await Promise.all(['a', 'b', 'c'].map((name) => promisify(execFile)(process.execPath, ['-e', script, name])));
    expect((recorded() as { entries: unknown[] }).entries).toHaveLength(60);
    expect(readdirSync(folder)).toEqual(['handrail-baseline.json']);
  });

  it('goes on after a process was killed while it held the lock', () => {
    writeFileSync(`${file}.lock`, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${file}.lock`, longAgo, longAgo);
    createGuardHost({ policy: resolvePolicy() });
    expect(recorded()).toEqual({ version: 1, entries: [] });
  });

  it('refuses to start into a folder that is not there', () => {
    vi.stubEnv('HANDRAIL_BASELINE_RECORD', 'no/such/folder/baseline.json');
    expect(() => createGuardHost({ policy: resolvePolicy() })).toThrow(
      '[HR9002] The baseline file no/such/folder/baseline.json (from HANDRAIL_BASELINE_RECORD) cannot be written: there is no such file or folder.',
    );
  });

  it('does not overwrite a file that is no baseline', () => {
    writeFileSync(file, '{"name":"package"}');
    expect(() => createGuardHost({ policy: resolvePolicy() })).toThrow(
      `The baseline file ${file} (from HANDRAIL_BASELINE_RECORD) cannot be read: its version is undefined, not 1.`,
    );
    expect(recorded()).toEqual({ name: 'package' });
  });

  it("never raises the counts of the policy's own baseline", () => {
    writeFileSync(file, JSON.stringify({ version: 1, entries: [] }));
    expect(() => resolvePolicy({ mode: { baseline: file } })).toThrow(
      "cannot be written: it is the policy's own baseline, whose counts may only fall.",
    );
  });

  it('lets the call pass when the file can no longer be written', () => {
    const host = createGuardHost({ policy: resolvePolicy({ mode: 'warn' }) });
    writeFileSync(file, 'not JSON any more');
    const messages: string[] = [];
    setHost({ logger: { warn: (message: string) => messages.push(message) } as never });
    host.check(start('stocktaking', { workflowRunTimeout: '1 minute' }));
    host.check(start('stocktaking', { workflowRunTimeout: '2 minutes' }));
    expect(messages.filter((message) => message.includes('HR9002'))).toHaveLength(1);
  });
});
