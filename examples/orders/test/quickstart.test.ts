import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

// Bundling twice, and the ten seconds that the killed attempt had.
const LIMIT = 180_000;

interface Run {
  readonly process: ChildProcess;
  /** Settles with everything printed so far once the text is in it. */
  printed(text: string): Promise<string>;
  readonly ended: Promise<number | null>;
  /** What it printed beside the story. */
  errors(): string;
}

let run: Run | undefined;

afterEach(() => {
  run?.process.kill('SIGKILL');
});

/** The compiled quickstart in a process group of its own, so that what it leaves behind can be seen. */
function startQuickstart(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, [join(__dirname, '../lib/quickstart.js'), ...args], {
    cwd: join(__dirname, '..'),
    detached: true,
    env: { ...process.env, TEMPORAL_ADDRESS: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const printed = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => output.includes(text) && resolve(output);
      child.stdout?.on('data', look);
      void ended.then((code) => reject(new Error(`Ended with ${code} before "${text}":\n${output}\n${errors}`)));
      look();
    });
  run = { process: child, printed, ended, errors: () => errors };
  return run;
}

/** Whether a process of the run's group is left. */
function isAnyLeft({ process: { pid } }: Run): boolean {
  try {
    process.kill(-(pid ?? 0), 0);
    return true;
  } catch {
    return false;
  }
}

/** What differs from run to run, replaced by what it may look like. */
function normalized(output: string): string {
  return output
    .replaceAll(/127\.0\.0\.1:72\d\d/g, '127.0.0.1:7233')
    .replaceAll(/localhost:82\d\d/g, 'localhost:8233')
    .replaceAll(/(provider +http:\/\/127\.0\.0\.1):\d+/g, '$1:40123')
    .replaceAll(/order-[0-9a-f]{8}/g, 'order-4a3f61c2')
    .replaceAll(/mistake-[0-9a-f]{8}/g, 'mistake-93c0b7d5')
    .replaceAll(/(SIGKILL to pid) \d+/g, '$1 2101')
    .replaceAll(/(by pid) \d+/g, '$1 2142')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '0199aa61-5a1c-7b52-9d4e-6f0c2b7e81d3');
}

it('tells the whole story, keeps the server with its UI, and stops it on Ctrl-C', { timeout: LIMIT }, async () => {
  const quickstart = startQuickstart(['--keep']);
  const output = await quickstart.printed('press Ctrl-C');
  const [ui = ''] = /http:\/\/localhost:\d+/.exec(output) ?? [];
  expect((await fetch(ui)).status).toBe(200);
  quickstart.process.kill('SIGINT');

  expect(await quickstart.ended).toBe(0);
  expect(isAnyLeft(quickstart)).toBe(false);
  await expect(normalized(output)).toMatchFileSnapshot('quickstart.txt');
});

it('leaves no process behind when it is interrupted half-way', { timeout: LIMIT }, async () => {
  const quickstart = startQuickstart();
  await quickstart.printed('Card charged');
  quickstart.process.kill('SIGINT');

  expect(await quickstart.ended).toBe(130);
  expect(isAnyLeft(quickstart)).toBe(false);
});

it(
  'ends without a word of complaint when Ctrl-C reaches its server and its worker, too',
  { timeout: LIMIT },
  async () => {
    const quickstart = startQuickstart();
    await quickstart.printed('Worker killed');
    process.kill(-(quickstart.process.pid ?? 0), 'SIGINT');

    expect(await quickstart.ended).toBe(130);
    expect(quickstart.errors()).not.toMatch(/error/i);
    expect(isAnyLeft(quickstart)).toBe(false);
  },
);

it('ends with whoever started it, even by SIGKILL, and leaves no process behind', { timeout: LIMIT }, async () => {
  const quickstart = startQuickstart();
  await quickstart.printed('Temporal server');
  // Not 'close', which Node leaves out after a disconnect of one's own.
  const exit = once(quickstart.process, 'exit');
  quickstart.process.disconnect();

  expect((await exit)[0]).toBe(143);
  expect(isAnyLeft(quickstart)).toBe(false);
});

it('says which server it cannot reach, and how to go on', { timeout: LIMIT }, async () => {
  const quickstart = startQuickstart([], { TEMPORAL_ADDRESS: '127.0.0.1:1' });

  expect(await quickstart.ended).toBe(1);
  expect(quickstart.errors()).toMatch(/^\[HR4001\] .*127\.0\.0\.1:1/m);
  expect(isAnyLeft(quickstart)).toBe(false);
});
