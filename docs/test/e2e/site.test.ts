// The docs site, as it is built, in a real browser.
import { catalogue, docsUrl } from '@handrail/errors';
import { readdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser';
import { buildSite, serveSite } from '../support/site';

const HEADINGS = ['When you see it', 'Why', 'Wrong', 'Right', 'How to check that it is fixed'];

let site: Awaited<ReturnType<typeof serveSite>>;
let browser: Browser;
let page: Page;
/** What a reader would find in the console, and every request that leaves the site. */
let complaints: string[];

beforeAll(async () => {
  site = await serveSite(await buildSite());
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => {
  complaints = [];
  page = await browser.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith('data:')) complaints.push(request.url());
  });
});
afterEach(async () => {
  await page.close();
});

describe('the pages', () => {
  it('open without a complaint, and without anything from elsewhere', async () => {
    const rule = readdirSync('docs/rules').find((name) => name !== 'index.md') ?? '';
    for (const path of [
      '/',
      '/guides/getting-started',
      '/errors/',
      '/rules/',
      `/rules/${rule.slice(0, -3)}`,
      '/decisions/',
      '/architecture',
    ]) {
      await page.goto(`${site.url}${path}`, { waitUntil: 'networkidle' });
      expect(await page.locator('main h1').innerText(), path).not.toBe('');
      expect(await page.title(), path).toContain('Handrail');
    }
    expect(complaints).toEqual([]);
  });

  it('are there for every error, where the errors link to, with all their sections', async () => {
    for (const { code, title } of catalogue) {
      const response = await fetch(docsUrl(code, { docs: site.url }));
      expect(response.status, code).toBe(200);
      const text = (await response.text())
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'");
      for (const words of [`${code}: ${title}`, ...HEADINGS]) expect(text, code).toContain(words);
    }
  });

  it('of errors open, one of each area', async () => {
    const areas = new Map(catalogue.map(({ code, title }) => [code.charAt(2), { code, title }]));
    for (const { code, title } of areas.values()) {
      await page.goto(docsUrl(code, { docs: site.url }), { waitUntil: 'networkidle' });
      expect(await page.locator('main h1').innerText()).toContain(`${code}: ${title}`);
    }
    expect(complaints).toEqual([]);
  });

  it('lead from one part to the next by the bar on top', async () => {
    await page.goto(`${site.url}/`, { waitUntil: 'networkidle' });
    await page.locator('.VPNavBar').getByRole('link', { name: 'Errors' }).click();
    await page.waitForURL(`${site.url}/errors/`);
    await page.locator('main').getByRole('link', { name: 'HR2004', exact: true }).first().click();
    await page.waitForURL(`${site.url}/errors/HR2004`);
    await expect.poll(() => page.locator('main h1').innerText()).toContain('A long activity has no heartbeat timeout');
    expect(complaints).toEqual([]);
  });
});

describe('the search', () => {
  it.each([
    ['HR2004', 'HR2004: A long activity has no heartbeat timeout'],
    ['no-busy-loop', 'handrail/no-busy-loop'],
    ['heartbeat timeout', 'heartbeat'],
  ])('for %s finds its page', async (query, title) => {
    await page.goto(`${site.url}/`, { waitUntil: 'networkidle' });
    await page.keyboard.press('Control+k');
    await page.locator('input#localsearch-input').fill(query);
    const results = page.locator('.VPLocalSearchBox .result');
    await results.first().waitFor();
    await expect.poll(() => results.first().innerText()).toContain(title);
    await results.first().click();
    await page.locator('.VPLocalSearchBox').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('main').innerText()).toContain(title);
    expect(complaints).toEqual([]);
  });
});

it('is dark where the reader’s machine is, and where the reader says so', async () => {
  const brightness = async () => {
    const colour = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const channels = (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
    return channels.reduce((sum, channel) => sum + channel, 0) / 3;
  };
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${site.url}/errors/HR2004`, { waitUntil: 'networkidle' });
  expect(await brightness()).toBeLessThan(80);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload({ waitUntil: 'networkidle' });
  expect(await brightness()).toBeGreaterThan(200);
  await page.locator('.VPNavBar .VPSwitchAppearance').first().click();
  await expect.poll(brightness).toBeLessThan(80);
});
