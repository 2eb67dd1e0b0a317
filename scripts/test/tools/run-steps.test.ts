import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runSteps, StepFailure } from '../../tools/run-steps.mjs';
import { createStepLog } from '../../tools/step-log.mjs';

const home = process.cwd();
let folder: string;
let errors: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-steps-'));
  process.chdir(folder);
  errors = '';
  vi.spyOn(console, 'error').mockImplementation((text: string) => {
    errors += text;
  });
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

const silent = { start: () => ({ detail: () => {}, end: () => {} }) };

it('counts a check as one and a suite by its tests', async () => {
  const sum = await runSteps(
    [
      { name: 'Check', fix: '', run: async () => {} },
      { name: 'Suite', fix: '', run: async () => ({ passed: 7, failed: 0, skipped: 2 }) },
    ],
    silent,
  );
  expect(sum).toEqual({ passed: 8, failed: 0, skipped: 2 });
});

it('goes on after a failed step, shows what it printed and says how to fix it', async () => {
  const failing = {
    name: 'Lint',
    fix: 'run: npx eslint . --fix',
    run: async () => {
      throw new StepFailure('a.ts: no semicolon', { passed: 3, failed: 2, skipped: 0 });
    },
  };
  const sum = await runSteps([failing, { name: 'Next', fix: '', run: async () => {} }], silent);
  expect(sum).toEqual({ passed: 4, failed: 2, skipped: 0 });
  expect(errors).toBe('\n    a.ts: no semicolon\n\n  How to fix: run: npx eslint . --fix\n');
});

it('passes over what needs a step that failed, and counts it as skipped', async () => {
  const run = vi.fn();
  const sum = await runSteps(
    [
      { name: 'Build', fix: '', essential: true, run: async () => Promise.reject(new Error('broken')) },
      { name: 'Tests', fix: '', run },
    ],
    silent,
  );
  expect(sum).toEqual({ passed: 0, failed: 1, skipped: 1 });
  expect(run).not.toHaveBeenCalled();
});

it('runs narrow steps two at a time, and the others alone', async () => {
  const story: string[] = [];
  const step = (name: string, narrow: boolean) => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const run = async () => {
      story.push(`${name} begins`);
      await ended;
      story.push(`${name} ends`);
    };
    return { name, fix: '', narrow, run, end };
  };
  const [alone, lint, types, format, last] = [
    step('alone', false),
    step('lint', true),
    step('types', true),
    step('format', true),
    step('last', false),
  ];
  const done = runSteps([alone, lint, types, format, last], silent);
  for (const each of [alone, types, lint, format, last]) {
    await vi.waitFor(() => expect(story).toContain(`${each.name} begins`));
    each.end();
    await vi.waitFor(() => expect(story).toContain(`${each.name} ends`));
  }
  expect(await done).toEqual({ passed: 5, failed: 0, skipped: 0 });
  expect(story).toEqual([
    ...['alone begins', 'alone ends', 'lint begins', 'types begins', 'types ends', 'format begins'],
    ...['lint ends', 'format ends', 'last begins', 'last ends'],
  ]);
});

it('keeps the whole output of a failed step in a file where it is too long to show', async () => {
  const output = Array.from({ length: 200 }, (_, index) => `line ${index}`).join('\n');
  const run = async () => Promise.reject(new StepFailure(output));
  await runSteps([{ name: 'Unit tests', fix: '', run }], silent);
  expect(errors).not.toContain('line 119\n');
  expect(errors).toContain('(the last 80 of 200 lines; all are in .cache/logs/unit-tests.log)');
  expect(readFileSync('.cache/logs/unit-tests.log', 'utf8')).toBe(output);
});

it('fails a step whose command fails, with what the command printed', async () => {
  const run = (tools: { command(program: string, args: string[]): Promise<string> }) =>
    tools.command(process.execPath, ['-e', 'console.log("found it"); process.exit(3)']);
  expect(await runSteps([{ name: 'Command', fix: '', run }], silent)).toMatchObject({ failed: 1 });
  expect(errors).toContain('found it');
});

it('tells after two seconds what goes on, and again every fifteen, where there is no terminal', () => {
  vi.useFakeTimers();
  const stream = new PassThrough();
  const log = createStepLog({ total: 2, stream, now: () => Date.now() });
  const step = log.start('Install dependencies');
  step.detail('pnpm by npx');
  vi.advanceTimersByTime(20_000);
  step.end('ok');
  vi.useRealTimers();
  expect(String(stream.read())).toBe(
    [
      '[1/2] Install dependencies … 2 s  pnpm by npx',
      '[1/2] Install dependencies … 17 s  pnpm by npx',
      '[1/2] Install dependencies         ok        20.0 s',
      '',
    ].join('\n'),
  );
});

it('shows all that runs in one line on a terminal, and what has ended above it', () => {
  vi.useFakeTimers();
  vi.stubEnv('CI', undefined);
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 60 });
  const log = createStepLog({ total: 3, stream, now: () => Date.now() });
  const lint = log.start('Lint');
  vi.advanceTimersByTime(1000);
  const types = log.start('Types');
  vi.advanceTimersByTime(1000);
  lint.end('ok');
  types.end('ok');
  vi.useRealTimers();
  vi.unstubAllEnvs();
  expect(String(stream.read()).split('\r\x1b[K')).toEqual([
    '',
    '[1/3] Lint … 1 s',
    '[1/3] Lint … 2 s',
    '[1/3] Lint … 2 s · [2/3] Types … 1 s',
    '[1/3] Lint                         ok         2.0 s\n',
    '[2/3] Types … 1 s',
    '[2/3] Types                        ok         1.0 s\n',
  ]);
});
