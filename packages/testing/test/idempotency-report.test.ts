import { activityInfo } from '@temporalio/activity';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { checkIdempotency, memoryWorld } from '../src/idempotency';

const check = async () => {
  const bank = {
    transfers: [] as { cents: number }[],
    async transfer(cents: number) {
      this.transfers.push({ cents });
    },
  };
  const charge = async (cents: number) => bank.transfer(cents);
  return checkIdempotency(charge, {
    args: [500],
    distinct: [700],
    world: memoryWorld(bank),
    plans: ['crash/after-e1'],
  });
};

it('draws the schedule, what differs, and how to run it again', async () => {
  expect(String(await check())).toBe(
    [
      'DUPLICATE_EFFECT  activity "charge": 1 of 1 plan breaks it (seed 1)',
      'Nothing of this has happened: the check has played what Temporal may bring in production, where an activity runs at least once.',
      '',
      '[HR6001] Activity "charge" takes effect more than once: the worker dies after effect 1 (transfer); the activity is retried; transfers[cents=500]: more than one clean run leaves.',
      '  Why:     Temporal runs activities at least once. In production the money moves, the mail goes out or the row appears twice.',
      '  Fix:     make the effect and the record of it one atomic step, or send the receiver a key that is the same in every attempt and comes in the arguments.',
      '  Docs:    https://handrail.dev/errors/HR6001        (offline: npx handrail explain HR6001)',
      '',
      '  crash/after-e1: the worker dies after effect 1 (transfer); the activity is retried',
      '  In production: a deployment, an out-of-memory kill or a lost machine ends the worker in the middle: no catch and no finally runs. After the timeout another worker runs the activity again, from the top.',
      '',
      '     +0 ms  ▶    attempt 1: starts',
      '     +1 ms  ●    attempt 1: transfer',
      '     +1 ms  ❄    attempt 1: hangs here',
      '     +1 ms  ☠    attempt 1: its worker dies',
      '      +1 s    ▶  attempt 2: starts',
      '      +1 s    ●  attempt 2: transfer',
      '      +1 s    ■  attempt 2: returns undefined',
      '',
      '  What differs from a run without any fault:',
      '    transfers[cents=500] (more)',
      '      one more than a clean run leaves: {"cents":500}',
      '',
      "  Replay:  HANDRAIL_IDEMPOTENCY_PLANS='crash/after-e1' HANDRAIL_IDEMPOTENCY_SEED=1 npx vitest run packages/testing/test/idempotency-report.test.ts",
    ].join('\n'),
  );
});

it('gives the same as data', async () => {
  expect(JSON.parse(JSON.stringify(await check()))).toMatchObject({
    schema: 'handrail.idempotency/1',
    activity: 'charge',
    verdict: 'DUPLICATE_EFFECT',
    seed: 1,
    worlds: ['memory'],
    steps: ['effect 1 (transfer)'],
    plans: [{ id: 'crash/after-e1', outcome: 'broke', verdict: 'DUPLICATE_EFFECT' }],
    findings: [
      {
        code: 'HR6001',
        plan: 'crash/after-e1',
        effects: [
          { attempt: 'attempt 1', label: 'transfer', write: true },
          { attempt: 'attempt 2', label: 'transfer', write: true },
        ],
        diff: [{ path: 'transfers[cents=500]', kind: 'more', actual: { cents: 500 } }],
      },
    ],
  });
});

it('gives the same as a page that loads nothing and runs nothing', async () => {
  const page = (await check()).toHtml();
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).not.toMatch(/<script|<link|src=|url\(|@import/);
  expect(page).toContain('<td class="fault"><b>☠</b> its worker dies</td>');
  expect(page).toContain('HANDRAIL_IDEMPOTENCY_PLANS=&#39;crash/after-e1&#39;');
  expect(page).toContain(
    '<td>one more than a clean run leaves</td><td></td><td></td><td><code>{&quot;cents&quot;:500}</code></td>',
  );
});

it('writes the page of a check that finds something into the folder that the environment names', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'handrail-pages-')), 'idempotency');
  vi.stubEnv('HANDRAIL_IDEMPOTENCY_PAGES', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(dirname(folder), { recursive: true });
  });
  const mail = {
    sent: new Set<string>(),
    async send(to: string) {
      this.sent.add(to);
    },
  };
  const calls = { args: ['ann'], distinct: ['bob'], world: memoryWorld(mail) };
  await checkIdempotency(async (to: string) => mail.send(to), { ...calls, name: 'fine' });
  expect(existsSync(folder)).toBe(false);

  const report = await checkIdempotency(async (to: string) => mail.send(`${to} ${mail.sent.size}`), {
    ...calls,
    name: 'mail/again',
  });
  expect(readdirSync(folder)).toEqual(['mail_again.DUPLICATE_EFFECT.html']);
  expect(readFileSync(join(folder, 'mail_again.DUPLICATE_EFFECT.html'), 'utf8')).toBe(report.toHtml());
});

it('escapes what an activity has written, wherever it stands on the page', async () => {
  const notes = {
    list: [] as string[],
    async add(text: string) {
      this.list.push(text);
    },
  };
  const evil = async (text: string) => notes.add(`<img onerror=alert(1)>${text}`);
  const page = (await checkIdempotency(evil, { args: ['<b>'], distinct: ['<i>'], world: memoryWorld(notes) })).toHtml();
  expect(page).not.toMatch(/<img|<b>&|<i>/);
});

it('tells the run after a reset from the one before, and shows where their keys differ', async () => {
  const bank = {
    transfers: new Map<string, number>(),
    async transfer(key: string, cents: number) {
      this.transfers.set(key, cents);
    },
  };
  const charge = async (cents: number) => bank.transfer(`${activityInfo().workflowExecution?.runId}:fee`, cents);
  const options = { args: [500], distinct: [700], world: memoryWorld(bank), plans: ['workflow-reset/completed'] };
  expect(String(await checkIdempotency(charge, options))).toContain(
    [
      '     +0 ms  ▶    attempt 1: starts',
      '     +1 ms  ●    attempt 1: transfer (key 0196a000-0000-7000…-000000000001:fee)',
      '     +1 ms  ■    attempt 1: returns undefined',
      '      +1 s    ▶  after the reset, attempt 1: starts',
      '      +1 s    ●  after the reset, attempt 1: transfer (key 0196a000-0000-7000…-000000000003:fee)',
      '      +1 s    ■  after the reset, attempt 1: returns undefined',
    ].join('\n'),
  );
});

it('compares with what both calls leave where both have come', async () => {
  const shop = {
    price: 1,
    async setPrice(price: number) {
      this.price = price;
    },
  };
  const reprice = async (price: number) => shop.setPrice(price);
  const options = { args: [5], distinct: [7], world: memoryWorld(shop), plans: ['lost-completion/after-distinct'] };
  const report = await checkIdempotency(reprice, options);
  expect(report.findings[0]?.message).toContain(
    'the activity ends, its completion is lost; the distinct call ends meanwhile; the activity is retried; price: not what both calls leave.',
  );
  expect(report.findings[0]?.diff).toEqual([{ path: 'price', kind: 'different', before: 1, expected: 7, actual: 5 }]);
  expect(String(report)).toContain(
    [
      '    price (different)',
      '      before the call:  1',
      '      both, no fault:   7',
      '      after this plan:  5',
    ].join('\n'),
  );
});

it('says that an attempt waits for another one', async () => {
  const queue = {
    last: Promise.resolve(),
    done: [] as string[],
    async work(id: string) {
      this.done.push(id);
    },
  };
  const work = async (id: string) => {
    const before = queue.last;
    let release = () => {};
    queue.last = new Promise((resolve) => (release = resolve));
    await before;
    await queue.work(id);
    release();
  };
  const options = { args: ['a'], distinct: ['b'], world: memoryWorld(queue), plans: ['zombie/after-retry/before-e1'] };
  const report = await checkIdempotency(work, options);
  expect(String(report)).toContain('◷  attempt 2: waits for what another attempt holds');
  expect(report.toHtml()).toContain('<b>◷</b> it waits: for a lock, a session, an answer');
});
