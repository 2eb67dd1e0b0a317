import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly directory?: string | undefined;
  /** Hears each line of output as it comes. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Ends the command when aborted; its reason becomes the failure. */
  readonly signal?: AbortSignal | undefined;
}

export interface CommandResult {
  readonly succeeded: boolean;
  /** The end of what it printed on both streams. */
  readonly output: string;
  /** Why it failed, in one line; undefined when it succeeded. */
  readonly failure: string | undefined;
}

const KEPT_LINES = 20;

/** Runs a program to its end without a shell. Never throws: a program that cannot be started has failed. */
export async function runCommand(
  program: string,
  parameters: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const lines: string[] = [];
  const hear = (line: string): void => {
    if (line.trim() === '') return;
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    options.onLine?.(line);
  };
  const failure = await runToEnd(program, parameters, options, hear);
  const output = lines.join('\n');
  return { succeeded: failure === undefined, output, failure };
}

function runToEnd(
  program: string,
  parameters: readonly string[],
  { environment, directory, signal }: CommandOptions,
  hear: (line: string) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      env: environment,
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // Otherwise a build goes on for minutes after the command that wanted it was stopped.
    const kill = (): void => void child.kill('SIGKILL');
    // Without waiting for the streams: a grandchild may hold them open.
    const abort = (): void => {
      kill();
      finish(String(signal?.reason));
    };
    process.once('exit', kill);
    signal?.addEventListener('abort', abort);
    const finish = (failure: string | undefined): void => {
      process.off('exit', kill);
      signal?.removeEventListener('abort', abort);
      resolve(failure);
    };
    const flush = [splitLines(child.stdout, hear), splitLines(child.stderr, hear)];
    child.once('error', (error) => finish(error.message));
    child.once('close', (code, killedBy) => {
      for (const each of flush) each();
      if (killedBy !== null) finish(`it was ended by ${killedBy}`);
      else finish(code === 0 ? undefined : `it ended with exit code ${code}`);
    });
  });
}

// Gives whole lines on; the function that it returns gives the unfinished last one.
function splitLines(stream: NodeJS.ReadableStream, hear: (line: string) => void): () => void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const parts = (rest + text).split(/\r?\n/);
    rest = parts.pop() ?? '';
    for (const line of parts) hear(line);
  });
  return () => hear(rest);
}
