import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of `test/programs` as a process of its own; it is ended with the test at the latest. */
export interface Program {
  readonly child: ChildProcess;
  readonly result: Promise<ProgramResult>;
}

export function runProgram(
  name: string,
  parameters: readonly string[] = [],
  environment: NodeJS.ProcessEnv = process.env,
): Program {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../programs', name), ...parameters], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  const result = once(child, 'close').then(() => ({ exitCode: child.exitCode, stdout, stderr }));
  return { child, result };
}

/** Waits until something is so; the test's own time limit ends it where it never is. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(20);
}
