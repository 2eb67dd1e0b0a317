import { type Command } from '../../src/command';
import { runCli } from '../../src/run-cli';

export interface CommandLineResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandLineOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly isTerminal?: boolean;
  readonly programName?: string;
  readonly commands?: readonly Command[];
  /** Settles when somebody presses Ctrl-C. */
  readonly interrupted?: Promise<void>;
}

/** Runs a command line in this process, with streams of its own. */
export async function runCommandLine(
  parameters: readonly string[],
  { environment = {}, isTerminal = false, programName, commands, interrupted }: CommandLineOptions = {},
): Promise<CommandLineResult> {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCli(
    parameters,
    {
      stdout: { isTTY: isTerminal, write: (text) => (stdout += text) },
      stderr: { isTTY: isTerminal, write: (text) => (stderr += text) },
      environment,
      interrupted: () => interrupted ?? new Promise(() => {}),
      ...(programName !== undefined && { programName }),
    },
    commands,
  );
  return { exitCode, stdout, stderr };
}
