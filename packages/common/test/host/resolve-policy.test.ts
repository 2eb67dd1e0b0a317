import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { resolvePolicy } from '../../src/host';
import { definePolicy } from '../../src/policy';

const folder = mkdtempSync(join(tmpdir(), 'handrail-policy-'));

function baselineFile(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('resolvePolicy', () => {
  it('enforces without a baseline by default', () => {
    expect(resolvePolicy()).toMatchObject({ mode: 'enforce', baseline: [], testEnvironment: false });
  });

  it("takes the policy's mode", () => {
    expect(resolvePolicy({ mode: 'warn' }).mode).toBe('warn');
  });

  it('lets HANDRAIL_MODE replace the mode of the policy', () => {
    vi.stubEnv('HANDRAIL_MODE', 'warn');
    expect(resolvePolicy({ mode: 'enforce' }).mode).toBe('warn');
  });

  it('lets HANDRAIL_MODE=enforce refuse what a baseline tolerates', () => {
    vi.stubEnv('HANDRAIL_MODE', 'enforce');
    const baseline = baselineFile('tolerant.json', {
      version: 1,
      entries: [{ code: 'HR2003', where: 'order', count: 1 }],
    });
    expect(resolvePolicy({ mode: { baseline } }).baseline).toEqual([]);
  });

  it('takes an empty HANDRAIL_MODE for none, as shells and container files write it', () => {
    vi.stubEnv('HANDRAIL_MODE', '');
    expect(resolvePolicy({ mode: 'warn' }).mode).toBe('warn');
  });

  it('refuses any other HANDRAIL_MODE', () => {
    vi.stubEnv('HANDRAIL_MODE', 'warning');
    expect(messageOf(() => resolvePolicy())).toContain(
      "[HR9003] HANDRAIL_MODE is 'warning', which is neither warn nor enforce.",
    );
  });

  it('reads the entries of the baseline file', () => {
    const entries = [{ code: 'HR2004', where: 'order/charge', count: 2 }];
    const policy = resolvePolicy({ mode: { baseline: baselineFile('good.json', { version: 1, entries }) } });
    expect(policy).toMatchObject({ mode: 'enforce', baseline: entries });
  });

  it('names the path of a baseline file that is not there', () => {
    expect(messageOf(() => resolvePolicy({ mode: { baseline: 'no/such/baseline.json' } }))).toContain(
      '[HR9002] The baseline file no/such/baseline.json (from mode.baseline of the policy) cannot be read: there is no such file or folder.',
    );
  });

  it('says where a baseline file is no JSON', () => {
    const baseline = baselineFile('broken.json', '{"version": 1,');
    expect(messageOf(() => resolvePolicy({ mode: { baseline } }))).toContain('cannot be read: it is not JSON (');
    // A byte order mark, as editors and shells on Windows write it, is no fault.
    writeFileSync(baseline, '\uFEFF{ "version": 1, "entries": [] }');
    expect(resolvePolicy({ mode: { baseline } }).baseline).toEqual([]);
  });

  it('names the entry that is malformed', () => {
    const baseline = baselineFile('entry.json', { version: 1, entries: [{ code: 'HR2004', where: 'a', count: 0 }] });
    expect(messageOf(() => resolvePolicy({ mode: { baseline } }))).toContain(
      'cannot be read: entries[0].count is no positive whole number.',
    );
  });

  it('hands the docs address of the environment on, because workflow code cannot look it up', () => {
    vi.stubEnv('HANDRAIL_DOCS_URL', 'https://docs.example.com');
    expect(resolvePolicy().links.docs).toBe('https://docs.example.com');
    expect(resolvePolicy({ links: { docs: 'https://own.example.com' } }).links.docs).toBe('https://own.example.com');
  });

  it('is JSON, for the workflow bundle carries it', () => {
    const policy = resolvePolicy({ activity: { retry: { maximumAttempts: 3 } } });
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
  });
});

describe('the digest of a policy', () => {
  it('is the same for the same policy, whatever the order of its fields', () => {
    const one = resolvePolicy({
      workflow: { runTimeout: '30 days' },
      links: { runbooks: { HR2001: 'https://a', HR2003: 'https://b' } },
    });
    const other = resolvePolicy({
      links: { runbooks: { HR2003: 'https://b', HR2001: 'https://a' } },
      workflow: { runTimeout: '30 days' },
    });
    expect(one.digest).toBe(other.digest);
    expect(one.digest).toMatch(/^[0-9a-f]{12}$/);
  });

  it('is the same for no policy, an empty one and a defined one', () => {
    expect(
      new Set([resolvePolicy(), resolvePolicy({}), resolvePolicy(definePolicy())].map(({ digest }) => digest)).size,
    ).toBe(1);
  });

  it.each([
    ['a field', { workflow: { runTimeout: '22 days' } } as const],
    ['the mode', { mode: 'warn' } as const],
  ])('differs with %s', (_what, input) => {
    expect(resolvePolicy(input).digest).not.toBe(resolvePolicy().digest);
  });

  it('is the same whatever changes no verdict: links, and being a test environment', () => {
    const other = resolvePolicy({ links: { ui: 'https://temporal.example' } }, { testEnvironment: true });
    expect(other.digest).toBe(resolvePolicy().digest);
  });

  it('differs with HANDRAIL_MODE', () => {
    const before = resolvePolicy().digest;
    vi.stubEnv('HANDRAIL_MODE', 'warn');
    expect(resolvePolicy().digest).not.toBe(before);
  });
});
