// What is removed before it is written anew, and drafts whose names are made from the attempt.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activityInfo } from '@temporalio/activity';
import { afterEach, describe, expect, it } from 'vitest';
import { checkIdempotency, filesystemWorld, memoryWorld } from '../../src/idempotency';

let folder = '';
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an entry that is removed and put anew', () => {
  it('is no second effect where who dies in between finds none to remove', async () => {
    const pointers = {
      map: new Map([
        ['live', 'v0'],
        ['next', 'v0'],
      ]),
      async remove(name: string) {
        if (!this.map.delete(name)) throw new Error(`no ${name}`);
      },
      async put(name: string, version: string) {
        this.map.set(name, version);
      },
    };
    const activity = async (name: string, version: string) => {
      await pointers.remove(name);
      await pointers.put(name, version);
    };
    const report = await checkIdempotency(activity, {
      args: ['live', 'v1'],
      distinct: ['next', 'v2'],
      world: memoryWorld(pointers),
    });
    expect(report.verdict).toBe('STUCK');
  });
});

describe('a draft that a crash leaves behind', () => {
  it.each([
    ['which says so in its name', '.tmp', 'IDEMPOTENT', []],
    ['which does not', '', 'TORN_STATE', ['TORN_STATE']],
  ])('%s is no second effect, whichever attempt has made it', async (_name, suffix, verdict, findings) => {
    folder = await mkdtemp(join(tmpdir(), 'handrail-draft-'));
    const { fs, ...world } = filesystemWorld(folder);
    const activity = async (name: string, version: string) => {
      const draft = join(folder, `${name}.${activityInfo().attempt}${suffix}`);
      await fs.rm(draft, { force: true });
      await fs.symlink(version, draft);
      await fs.rename(draft, join(folder, name));
    };
    const report = await checkIdempotency(activity, {
      args: ['live', 'v1'],
      distinct: ['next', 'v2'],
      world: { ...world, name: 'files' },
    });
    expect([report.verdict, report.findings.map((finding) => finding.verdict)]).toEqual([verdict, findings]);
    if (suffix === '') expect(String(report)).toContain('attempt 1: symlink live.1\n');
  });
});
