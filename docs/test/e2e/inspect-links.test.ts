// The Temporal UI link of an error opens exactly the execution that is meant, in the UI that the server itself brings along.
import { inspectUrl } from '@handrail/errors';
import { type DevServer, resolveTemporalExecutable, startDevServer } from '@handrail/testing/server';
import { Client, Connection } from '@temporalio/client';
import type { Browser, Page } from 'playwright-core';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser';
import { freePort } from '../support/servers';

const OTHER = 'payments.team-a';

let server: DevServer;
let connection: Connection;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { path } = await resolveTemporalExecutable();
  server = await startDevServer({ executable: path, uiPort: await freePort() });
  connection = await Connection.connect({ address: server.address });
  await connection.workflowService.registerNamespace({
    namespace: OTHER,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  browser = await openBrowser();
  page = await browser.newPage();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await connection.close();
  await server.stop();
});

const ODD_IDS = {
  'plain words': 'order-17',
  slashes: 'orders/2026/17',
  'slashes at both ends': '/orders/17/',
  spaces: 'order 17 of Ann',
  unicode: 'bestellung-é-订单-🚀',
  'a percent sign': '100% of 17',
  'what looks like an escape': 'order%2F17',
  'a hash': 'order#17',
  'a question mark': 'order?id=17&x=1',
  dots: '../order/..',
  'quotes and brackets': `"order" <17> [a] {b} 'c'`,
  'plus and backslash': 'a+b\\c',
};

async function start(namespace: string, workflowId: string): Promise<string> {
  const client = new Client({ connection, namespace });
  for (let tries = 1; ; tries += 1) {
    try {
      const handle = await client.workflow.start('inspected', { taskQueue: 'nobody', workflowId });
      return handle.firstExecutionRunId;
    } catch (error) {
      // A new namespace is not known everywhere at once.
      if (tries === 50 || !/not found/i.test(String(error))) throw error;
      await wait(200);
    }
  }
}

/** What the page shows once it shows `text`, or what it shows in the end. The UI never stops asking the server for news. */
async function openedText(url: string, text: string): Promise<string> {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const body = page.locator('body');
  await expect.poll(() => body.innerText(), { timeout: 10_000 }).toContain(text);
  return await body.innerText();
}

describe.each(Object.entries(ODD_IDS))('an id with %s', (_, workflowId) => {
  it.each(['default', OTHER])('is opened in namespace %s', async (namespace) => {
    const runId = await start(namespace, workflowId);
    const url = inspectUrl({ namespace, workflowId, runId }, { ui: server.uiUrl });
    const text = await openedText(url ?? '', runId);
    // The UI writes a percent sign as it stands in its address.
    expect(text).toContain(workflowId.replaceAll('%', '%25'));
    expect(text).toContain('inspected');
  });
});

it('without a run opens the newest one', async () => {
  const runId = await start('default', 'without a run/1');
  const url = inspectUrl({ namespace: 'default', workflowId: 'without a run/1' }, { ui: server.uiUrl });
  await openedText(url ?? '', runId);
});

it('opens a schedule, and a task queue', async () => {
  const client = new Client({ connection });
  await client.schedule.create({
    scheduleId: 'nightly/100% #1',
    spec: { calendars: [{ year: 2099 }] },
    action: { type: 'startWorkflow', workflowType: 'report', taskQueue: 'reports/1' },
  });
  const target = { namespace: 'default', scheduleId: 'nightly/100% #1' };
  // The address alone could put the id there, but not the type of what is started.
  expect(await openedText(inspectUrl(target, { ui: server.uiUrl }) ?? '', 'report')).toContain('nightly/100%25 #1');
  const queue = { namespace: 'default', taskQueue: 'reports/1' };
  await openedText(inspectUrl(queue, { ui: server.uiUrl }) ?? '', 'reports/1');
});
