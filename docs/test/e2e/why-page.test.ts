// The page that `handrail why --html` writes, as a browser shows it: by itself, with the keyboard, in the dark, and whatever the id.
import { Client, Connection } from '@temporalio/client';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser';

const handrail = fileURLToPath(new URL('../../../packages/cli/bin/handrail.cjs', import.meta.url));
const id = `it's "odd" </title><script>document.title = 'taken over'</script><img src=x> & ü ${Date.now()}`;
const folder = mkdtempSync(join(tmpdir(), 'handrail-why-page-'));
const address = inject('temporalAddress');
let browser: Browser;
let page: Page;
const requests: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  const connection = await Connection.connect({ address });
  const handle = await new Client({ connection }).workflow.start('order', {
    workflowId: id,
    taskQueue: 'no <b>body</b>',
  });
  await handle.signal('approve');
  const file = join(folder, 'why.html');
  const { status, stderr } = spawnSync(
    process.execPath,
    [handrail, 'why', '--html', file, '--address', address, '--', id],
    {
      encoding: 'utf8',
    },
  );
  expect([status, stderr]).toEqual([1, expect.any(String)]);
  await handle.terminate();
  await connection.close();
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1_200, height: 800 } });
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(pathToFileURL(file).href, { waitUntil: 'networkidle' });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('shows verdict and timeline, needs nothing but itself, and takes an id for what it is', async () => {
  expect(await page.title()).toBe(`${id} (order): no-workflow-worker`);
  expect(await page.textContent('h1')).toBe(id);
  expect(await page.textContent('.verdict')).toContain('task queue "no <b>body</b>"');
  expect(await page.textContent('table')).toContain('approve');
  expect(await page.locator('script, img, b, link, iframe').count()).toBe(0);
  expect(requests).toEqual([page.url()]);
  expect(errors).toEqual([]);
});

it('is read with the keyboard: each command and each row can be reached, and shows that it is', async () => {
  const reached: string[] = [];
  const outlines = new Set<string>();
  const stops = await page.locator('[tabindex="0"]').count();
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab');
    const [tag, outline] = await page.evaluate<[string, string]>(
      '[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]',
    );
    reached.push(tag);
    outlines.add(outline);
  }
  expect(stops).toBeGreaterThan(1);
  expect(new Set(reached)).toEqual(new Set(['PRE', 'DIV', 'TR']));
  expect(outlines).toEqual(new Set(['solid']));
});

it.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const [text, background, bar] = (await page.evaluate<string[]>(COLORS)).map((color) =>
    (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number),
  );
  expect(contrast(text, background)).toBeGreaterThan(7);
  expect(contrast(bar, background)).toBeGreaterThan(3);
  const luminances = [luminance(text), luminance(background)];
  expect(luminances).toEqual(
    [...luminances].sort((one, other) => (colorScheme === 'dark' ? other - one : one - other)),
  );
});

it('fits a narrow window: what is too wide scrolls by itself', async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  const [content, window] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(content).toBeLessThanOrEqual(window);
});

/** Of text, of what the browser paints behind a page without a background of its own, and of the mark beside the verdict. */
const COLORS = `(() => {
  const canvas = document.createElement('div');
  canvas.style.background = 'Canvas';
  document.body.append(canvas);
  const verdict = document.querySelector('.verdict');
  const colors = [
    getComputedStyle(document.body).color,
    getComputedStyle(canvas).backgroundColor,
    getComputedStyle(verdict).borderLeftColor,
  ];
  canvas.remove();
  return colors;
})()`;

/** As WCAG defines it. */
function contrast(one: readonly number[] = [], other: readonly number[] = []): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: readonly number[] = []): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
