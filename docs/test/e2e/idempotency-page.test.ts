// The page that a report of an idempotency check gives, as a browser shows it to somebody who has never thought of zombies.
import { checkIdempotency, type IdempotencyReport, memoryWorld } from '@handrail/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser';

const folder = mkdtempSync(join(tmpdir(), 'handrail-idempotency-page-'));
let browser: Browser;
let page: Page;
const requests: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1_200, height: 800 } });
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function show(report: IdempotencyReport): Promise<void> {
  const file = join(folder, 'report.html');
  writeFileSync(file, report.toHtml());
  await page.goto(pathToFileURL(file).href, { waitUntil: 'networkidle' });
}

const makeShop = () => ({
  paid: [] as string[],
  async pay(id: string) {
    this.paid.push(`${id} <b>&`);
  },
  async payOnce(id: string) {
    if (!this.paid.includes(id)) this.paid.push(id);
  },
});
type Shop = ReturnType<typeof makeShop>;

async function check(activity: (shop: Shop) => (id: string) => unknown, plans?: string[]): Promise<IdempotencyReport> {
  const shop = makeShop();
  const calls = { args: ['o1'], distinct: ['o2'] };
  return checkIdempotency(activity(shop), { ...calls, world: memoryWorld(shop), name: 'pay', ...(plans && { plans }) });
}

describe('a finding', () => {
  beforeAll(async () => show(await check((shop) => (id) => shop.pay(id), ['zombie/after-retry/before-e1'])));

  it('says first that nothing has happened, then what would, when, and what to do', async () => {
    expect(await page.title()).toBe('DUPLICATE_EFFECT: pay');
    expect(await page.textContent('h1 + p')).toMatch(
      /^Nothing of this has happened: the check has played what Temporal may/,
    );
    expect(await page.textContent('h2')).toBe('An activity takes effect more than once DUPLICATE_EFFECT, HR6001');
    expect(await page.locator('dt').allTextContents()).toEqual([
      'Why it matters',
      'When production does this',
      'What to do',
    ]);
    expect(await page.locator('dd').nth(1).textContent()).toBe(
      'A worker hangs for a while (a full disk, a frozen machine, a cut network). The server gives the attempt up and starts another one, but nothing stops the code of the first: it goes on later, beside the retry or after it.',
    );
  });

  it('explains each mark that stands in its picture, and no other', async () => {
    const marks = new Set(await page.locator('.timeline td b').allTextContents());
    expect(new Set(await page.locator('.legend b').allTextContents())).toEqual(marks);
    expect(marks).toEqual(new Set(['▶', '●', '❄', '↻', '■']));
  });

  it('takes what the activity has written for what it is, and loads nothing', async () => {
    expect(await page.locator('td', { hasText: 'o1 <b>&' }).count()).toBeGreaterThan(0);
    expect(await page.locator('script, img, iframe, link').count()).toBe(0);
    expect(new Set(requests).size).toBe(1);
    expect(errors).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const [text, canvas] = await page.evaluate<string[]>(
      "(() => { const one = document.createElement('i'); one.style.color = 'CanvasText'; one.style.background = 'Canvas'; document.body.append(one); const { backgroundColor } = getComputedStyle(one); one.remove(); return [getComputedStyle(document.body).color, backgroundColor]; })()",
    );
    expect(text).not.toBe(canvas);
  });

  it('fits a narrow window: what is too wide scrolls by itself', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    const [content, window] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    expect(content).toBeLessThanOrEqual(window);
  });
});

it('says of an activity that stands everything what was tried', async () => {
  await show(await check((shop) => (id) => shop.payOnce(id)));
  expect(await page.textContent('h1 + p')).toMatch(
    /whatever happened, each effect took place once\. \d+ courses of events were tried, and the activity stood all of them\.$/,
  );
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(20);
});

it('says of what could not be judged why, and what to do', async () => {
  await show(await check((shop) => (id) => void shop.paid.push(id)));
  expect(await page.textContent('h1')).toBe('INCONCLUSIVE pay');
  expect(await page.textContent('h1 + p')).toBe(
    'The check has not seen enough to say whether the activity may run twice: neither that it may nor that it must not.',
  );
  expect(await page.textContent('li')).toMatch(/^The state changed .*: let the activity change the world only through/);
  expect(await page.locator('table').count()).toBe(0);
});
