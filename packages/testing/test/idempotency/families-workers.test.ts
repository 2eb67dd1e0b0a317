// What tells one worker from the next: host, process, how long it has run. A key that is made of it is another one for each retry.
import os, { hostname } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';
import type { CheckedActivity } from '../../src/idempotency-options';

class Bank {
  transfers = new Map<string, number>();
  async transfer(key: string, cents: number): Promise<void> {
    if (!this.transfers.has(key)) this.transfers.set(key, cents);
  }
}

const check = async (activityOn: (bank: Bank) => CheckedActivity<never[]>) => {
  const bank = new Bank();
  const options = { args: ['o1', 5], distinct: ['o2', 7], world: memoryWorld(bank), name: 'pay' };
  return checkIdempotency(activityOn(bank), options);
};

describe('what a worker knows of itself', () => {
  it.each<[string, () => unknown]>([
    ['os.hostname()', () => os.hostname()],
    ['a named import of hostname', () => hostname()],
    ['process.env.HOSTNAME', () => process.env['HOSTNAME']],
    ['process.pid', () => process.pid],
    ['process.uptime()', () => Math.floor(process.uptime())],
  ])('makes another key for each attempt: %s', async (_name, read) => {
    const report = await check((bank) => async (id: string, cents: number) => bank.transfer(`${read()}-${id}`, cents));
    expect(report.verdict).toBe('DUPLICATE_EFFECT');
  });

  it('is what the platform has put into the environment, where it has put it', async () => {
    const seen: unknown[] = [];
    vi.stubEnv('POD_NAME', 'orders-7d9f');
    vi.stubEnv('DYNO', undefined);
    const report = await check((bank) => async (id: string, cents: number) => {
      seen.push(process.env['DYNO']);
      return bank.transfer(`${process.env['POD_NAME']}-${id}`, cents);
    });
    vi.unstubAllEnvs();
    expect([report.verdict, new Set(seen)]).toEqual(['DUPLICATE_EFFECT', new Set([undefined])]);
  });

  it('leaves the rest of the environment as it is: read, copied, set and removed', async () => {
    const { env } = process;
    vi.stubEnv('REGION', 'eu');
    const report = await check((bank) => async (id: string, cents: number) => {
      process.env['LAST_ORDER'] = id;
      const copy = { ...process.env };
      delete process.env['LAST_ORDER'];
      return bank.transfer([copy['REGION'], copy['LAST_ORDER'], 'LAST_ORDER' in process.env].join(), cents);
    });
    vi.unstubAllEnvs();
    expect([report.verdict, process.env === env]).toEqual(['IDEMPOTENT', true]);
  });

  it('is read by a worker that starts, too', async () => {
    const report = await check((bank) => ({
      create: () => {
        const worker = `${hostname()}:${process.pid}`;
        return async (id: string, cents: number) => bank.transfer(`${worker}/${id}`, cents);
      },
    }));
    expect(report.verdict).toBe('DUPLICATE_EFFECT');
  });

  it('may stand in a row as a note', async () => {
    const runs = new Map<string, { host: string; pid: number }>();
    const log = {
      runs,
      async note(id: string, by: { host: string; pid: number }) {
        this.runs.set(id, by);
      },
    };
    const report = await checkIdempotency(async (id: string) => log.note(id, { host: hostname(), pid: process.pid }), {
      args: ['r1'],
      distinct: ['r2'],
      world: memoryWorld(log),
    });
    expect(report.verdict).toBe('IDEMPOTENT');
  });

  it('is this process again after the check', async () => {
    const before = [hostname(), process.pid];
    await check((bank) => async (id: string, cents: number) => bank.transfer(id, cents));
    expect([hostname(), process.pid]).toEqual(before);
    expect(Object.getOwnPropertyDescriptor(process, 'pid')).toHaveProperty('value', process.pid);
  });
});

describe('when an activity was scheduled', () => {
  it('is another time after a reset of the workflow', async () => {
    const { activityInfo } = await import('@temporalio/activity');
    const report = await check(
      (bank) => async (id: string, cents: number) =>
        bank.transfer(`${id}-${activityInfo().scheduledTimestampMs}`, cents),
    );
    expect(report.findings.map(({ verdict, plan }) => [verdict, plan])).toEqual([
      ['DUPLICATE_EFFECT', 'workflow-reset/completed'],
    ]);
  });
});
