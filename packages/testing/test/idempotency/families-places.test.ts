// Where an effect stands: folders, places named after the date, fields of one record, sums.
import { join } from 'node:path';
import { heartbeat, sleep } from '@temporalio/activity';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, filesystemWorld, type IdempotencyReport, memoryWorld } from '../../src/idempotency';
import { temporaryDirectory } from '../support/temporary-directory';

const briefly = ({ verdict, reasons, findings }: IdempotencyReport) =>
  [verdict, ...reasons, ...findings.map(({ message }) => message.split('\n')[0])].join(' ');

describe('files', () => {
  it('of two tenants may both go, and their common folder is left', async () => {
    const root = temporaryDirectory();
    const world = filesystemWorld(root);
    const { fs } = world;
    for (const tenant of ['acme', 'initech']) {
      await fs.mkdir(join(root, 'tenants', tenant), { recursive: true });
      await fs.writeFile(join(root, 'tenants', tenant, 'a.txt'), tenant);
    }
    const remove = async (tenant: string) => fs.rm(join(root, 'tenants', tenant), { recursive: true, force: true });
    expect(briefly(await checkIdempotency(remove, { args: ['acme'], distinct: ['initech'], world }))).toBe(
      'IDEMPOTENT',
    );
  });

  it.each([
    ['month', (now: Date) => now.toISOString().slice(0, 7)],
    ['day', (now: Date) => now.toISOString().slice(0, 10)],
    ['year', (now: Date) => String(now.getUTCFullYear())],
  ])('in a folder of the %s of the attempt are there twice', async (_name, folderOf) => {
    const root = temporaryDirectory();
    const world = filesystemWorld(root);
    const file = async (report: string) => {
      const folder = join(root, folderOf(new Date()));
      await world.fs.mkdir(folder, { recursive: true });
      await world.fs.writeFile(join(folder, `${report}.txt`), report);
    };
    expect((await checkIdempotency(file, { args: ['r1'], distinct: ['r2'], world })).verdict).toBe('DUPLICATE_EFFECT');
  });
});

describe.each([
  ['words', { mail: 'on' }, 'off', 'daily'],
  ['flags', { mail: true }, false, false],
  ['numbers', { mail: 1 }, 7, 9],
  ['lists', { mail: ['a'] }, ['b'], ['c']],
])('a record of %s that is written back whole', (_name, start, one, other) => {
  it.each([
    ['loses a field that another call has added', {}],
    ['loses a field that another call has set', { sms: start.mail, push: start.mail }],
  ])('%s', async (_title, more) => {
    const store = {
      of: { ann: { ...start, ...more } } as Record<string, Record<string, unknown>>,
      async get(id: string) {
        return { ...this.of[id] };
      },
      async put(id: string, record: Record<string, unknown>) {
        this.of[id] = record;
      },
    };
    const set = async (field: string, value: unknown) =>
      store.put('ann', { ...(await store.get('ann')), [field]: value });
    const report = await checkIdempotency(set, {
      args: ['sms', one],
      distinct: ['push', other],
      world: memoryWorld(store),
    });
    expect(briefly(report)).toMatch(/^LOST_EFFECT/);
  });
});

it('is torn, not lost, where a repetition overwrites the very field that the other call has set', async () => {
  const store = {
    state: 'new',
    async set(state: string) {
      this.state = state;
    },
  };
  const set = async (state: string) => store.set(state);
  const report = await checkIdempotency(set, { args: ['paid'], distinct: ['sent'], world: memoryWorld(store) });
  expect(report.verdict).toBe('TORN_STATE');
});

it('is torn, too, where both calls have made the very entry', async () => {
  const store = {
    leaders: {} as Record<string, { epoch: number; value: string }>,
    epoch: 0,
    async write(name: string, value: string) {
      this.epoch += 1;
      this.leaders[name] = { epoch: this.epoch, value };
    },
  };
  const elect = async (value: string) => store.write('main', value);
  const report = await checkIdempotency(elect, { args: ['a'], distinct: ['b'], world: memoryWorld(store) });
  expect(report.verdict).toBe('TORN_STATE');
});

it('is torn where both calls replace one list by their own', async () => {
  const store = {
    alias: ['v1'],
    async point(names: string[]) {
      this.alias = names;
    },
  };
  const point = async (name: string) => store.point([name]);
  const report = await checkIdempotency(point, { args: ['v2'], distinct: ['v3'], world: memoryWorld(store) });
  expect(report.verdict).toBe('TORN_STATE');
});

describe('half of a transfer, cancelled', () => {
  it.each([
    ['an object of balances', { ann: 100, bob: 100, shop: 0 }],
    [
      'a map of balances',
      new Map([
        ['ann', 100],
        ['bob', 100],
        ['shop', 0],
      ]),
    ],
  ])('is no whole item: %s', async (_name, balances) => {
    const wallets = {
      balances: balances as Map<string, number> | Record<string, number>,
      steps: new Set<string>(),
      async move(step: string, account: string, cents: number) {
        if (this.steps.has(step)) return;
        this.steps.add(step);
        if (this.balances instanceof Map) this.balances.set(account, (this.balances.get(account) ?? 0) + cents);
        else this.balances[account] = (this.balances[account] ?? 0) + cents;
      },
    };
    const transfer = async (id: string, from: string, cents: number) => {
      await wallets.move(`${id}/debit`, from, -cents);
      heartbeat('debited');
      await sleep('2 seconds');
      await wallets.move(`${id}/credit`, 'shop', cents);
    };
    const report = await checkIdempotency(transfer, {
      args: ['t1', 'ann', 10],
      distinct: ['t2', 'bob', 20],
      world: memoryWorld(wallets),
    });
    expect(report.verdict).toBe('TORN_STATE');
  });
});
