import type { Logger, MetricMeter } from '@temporalio/common';
import { codeOf, HandrailError, HR2012 } from '@handrail/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGuardHost, resolvePolicy, setHost } from '../../src/host';
import type { GuardedCall } from '../../src/guards';
import type { PolicyInput } from '../../src/policy';

const STATE = Symbol.for('handrail.guard-state');

let warnings: { message: string; attributes: unknown }[];
let counted: { name: string; code: unknown }[];

beforeEach(() => {
  warnings = [];
  counted = [];
  delete (globalThis as { [STATE]?: unknown })[STATE];
  setHost({
    logger: {
      warn: (message: string, attributes: unknown) => warnings.push({ message, attributes }),
    } as unknown as Logger,
    metricMeter: {
      createCounter: (name: string) => ({
        add: (value: number, tags: { code: string }) =>
          counted.push({ name, code: tags.code, ...(value === 1 ? {} : { value }) }),
      }),
    } as unknown as MetricMeter,
  });
});

afterEach(() => {
  setHost({});
  vi.restoreAllMocks();
});

function start(options: Record<string, unknown>): GuardedCall {
  return { kind: 'workflow', name: 'order', where: 'order', options };
}

function host(policy: PolicyInput = {}, testEnvironment = false) {
  return createGuardHost({ policy: resolvePolicy(policy, { testEnvironment }) });
}

function refusal(action: () => void): HandrailError {
  try {
    action();
  } catch (error) {
    if (HandrailError.isInstance(error)) return error;
  }
  throw new Error('the call was not refused');
}

const SHORT = { workflowRunTimeout: '1 minute' };
const SHORT_WAIVED = { ...SHORT, waive: { HR2003: 'the report is worthless after a minute' } };

describe('a guard host', () => {
  it('lets a good call pass without a word', () => {
    host().check(start({ workflowRunTimeout: '2 days' }));
    expect(warnings).toEqual([]);
    expect(counted).toEqual([]);
  });

  it('refuses a violation', () => {
    expect(codeOf(refusal(() => host().check(start(SHORT))))).toBe('HR2003');
  });

  it('lists everything that is wrong with a call, what is only warned of last', () => {
    const error = refusal(() =>
      host().check(start({ workflowRunTimeout: '1 minute', retry: {}, workflowTaskTimeout: '3 weekz' })),
    );
    expect(error.problems.map(({ code }) => code)).toEqual(['HR2010', 'HR2003', 'HR2009']);
  });

  it('lists what the door itself found', () => {
    const problem = HR2012.problem({ subject: 'Workflow "order"', field: 'lifetme', suggestion: 'lifetime' });
    const error = refusal(() => host().check(start(SHORT), { problems: [problem] }));
    expect(error.problems.map(({ code }) => code)).toEqual(['HR2003', 'HR2012']);
  });

  it('links to the execution', () => {
    const inspect = { namespace: 'shop', workflowId: 'order/1' };
    const error = refusal(() => host().check(start(SHORT), { inspect, links: { ui: 'https://ui.example.com' } }));
    expect(error.inspectUrl).toBe('https://ui.example.com/namespaces/shop/workflows/order%2F1');
  });

  it('logs a violation in warn mode once per call site and counts each', () => {
    const warning = host({ mode: 'warn' });
    warning.check(start(SHORT));
    warning.check(start(SHORT));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain('[HR2003] Workflow "order" sets workflowRunTimeout: \'1 minute\'');
    expect(warnings[0]?.attributes).toEqual({ code: 'HR2003', where: 'order' });
    expect(counted).toEqual([
      { name: 'handrail_guard_violations_total', code: 'HR2003' },
      { name: 'handrail_guard_violations_total', code: 'HR2003' },
    ]);
  });

  it('takes the call sites of all clients of a process together', () => {
    host({ mode: 'warn' }).check(start(SHORT));
    host({ mode: 'warn' }).check(start(SHORT));
    expect(warnings).toHaveLength(1);
  });

  it('logs a waived guard once, with the reason, and counts it', () => {
    const waiving = host();
    waiving.check(start(SHORT_WAIVED));
    waiving.check(start(SHORT_WAIVED));
    expect(warnings.map(({ message }) => message)).toEqual([
      '[HR2003] Workflow "order" sets workflowRunTimeout: \'1 minute\', less than the 1 day that the policy allows. Waived: the report is worthless after a minute',
    ]);
    expect(counted).toEqual([
      { name: 'handrail_guard_waived_total', code: 'HR2003' },
      { name: 'handrail_guard_waived_total', code: 'HR2003' },
    ]);
  });

  it('only warns of a short timeout in a test environment', () => {
    host({}, true).check(start(SHORT));
    expect(warnings[0]?.message).toContain('HR2003');
  });

  it('writes to stderr where there is no logger', () => {
    setHost({});
    const stderr = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    host({ mode: 'warn' }).check(start(SHORT));
    expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('[HR2003]'));
  });

  it('runs the guards that it is given, so that a test can take one away', () => {
    createGuardHost({ policy: resolvePolicy(), table: [] }).check(start(SHORT));
    expect(warnings).toEqual([]);
  });
});

describe('a finding from workflow code', () => {
  const execution = { namespace: 'default', workflowId: 'a/b', runId: 'r', workflowType: 'order', taskQueue: 'q' };
  const finding = { code: 'HR2008', facts: { subject: 'Activity "charge"' }, where: 'order/charge' } as const;

  it('is worded, logged with its execution and counted', () => {
    host().take({ ...finding, outcome: 'warned' }, execution);
    expect(warnings[0]?.message.split('\n')).toEqual([
      '[HR2008] Activity "charge" sets maximumAttempts: 1.',
      expect.stringMatching(/^ {2}Why: {5}one attempt does not mean/),
      expect.stringMatching(/^ {2}Fix: {5}make the activity idempotent/),
      expect.stringMatching(/^ {2}Docs: {4}https:/),
      '  Inspect: http://localhost:8233/namespaces/default/workflows/a%2Fb/r/history',
    ]);
    expect(warnings[0]?.attributes).toMatchObject({ code: 'HR2008', where: 'order/charge', ...execution });
    expect(counted).toEqual([{ name: 'handrail_guard_violations_total', code: 'HR2008' }]);
  });

  it('is logged on one line with the reason where it was waived', () => {
    host().take({ ...finding, outcome: 'waived', reason: 'it only reads' }, execution);
    expect(warnings.map(({ message }) => message)).toEqual([
      '[HR2008] Activity "charge" sets maximumAttempts: 1. Waived: it only reads',
    ]);
    expect(counted).toEqual([{ name: 'handrail_guard_waived_total', code: 'HR2008' }]);
  });

  it('is logged once for each call site and counted for each execution', () => {
    const worker = host();
    for (const workflowId of ['a', 'b']) worker.take({ ...finding, outcome: 'warned' }, { ...execution, workflowId });
    worker.take({ ...finding, where: 'order/refund', outcome: 'warned' }, execution);
    expect(warnings.map(({ attributes }) => attributes)).toMatchObject([
      { workflowId: 'a' },
      { where: 'order/refund' },
    ]);
    expect(counted).toHaveLength(3);
  });

  it('is left to the failed workflow task where it was refused', () => {
    host().take({ ...finding, outcome: 'refused' }, execution);
    expect([warnings, counted]).toEqual([[], []]);
  });

  it('is passed over where a newer bundle has found what this version does not know', () => {
    host().take({ ...finding, code: 'HR2999', outcome: 'warned' }, execution);
    expect(warnings).toEqual([]);
  });
});
