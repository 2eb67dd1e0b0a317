import { expect, it } from 'vitest';
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
