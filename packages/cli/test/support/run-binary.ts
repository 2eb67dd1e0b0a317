import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CommandLineResult } from './run-command-line';

const binary = fileURLToPath(new URL('../../bin/handrail.cjs', import.meta.url));

export interface BinaryOptions {
  /** Presses Ctrl-C as soon as this stands on stderr. */
  readonly interruptAt?: RegExp;
}

/** Runs a command line as users do, in a process of its own. The package was built before. */
export async function runBinary(
  parameters: readonly string[],
  { interruptAt }: BinaryOptions = {},
): Promise<CommandLineResult> {
  const child = spawn(process.execPath, [binary, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let isInterrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (interruptAt === undefined || isInterrupted || !interruptAt.test(stderr)) return;
    isInterrupted = true;
    child.kill('SIGINT');
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? -1 : 128)));
  });
  return { exitCode, stdout, stderr };
}

/**
 * Runs a command line whose results go to a pipe that nobody reads, as after `handrail … | head`. Gives what is on stderr, with
 * the exit code on its last line.
 */
export async function runWithoutReader(parameters: readonly string[], redirect = ''): Promise<string> {
  // The reader is gone before anything is written: a command takes its time to load.
  const script = `{ "$@" ${redirect}; echo "exit code $?" >&3; } 3>&2 | true`;
  const { stderr } = await promisify(execFile)('sh', ['-c', script, 'sh', process.execPath, binary, ...parameters]);
  return stderr;
}
