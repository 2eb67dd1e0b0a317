import { type Browser, chromium } from 'playwright-core';

/** A real browser without a window: on Linux the Chromium that npm ships, elsewhere the machine's own Chrome. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return await chromium.launch({ channel: 'chrome' });
  const { default: shipped } = await import('@sparticuz/chromium');
  // In a single process, which is its default, the first page that is closed takes the browser with it.
  const args = shipped.args.filter((argument) => !['--single-process', '--no-zygote'].includes(argument));
  return await chromium.launch({ executablePath: await shipped.executablePath(), args, headless: true });
}
