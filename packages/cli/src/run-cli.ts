import { CommanderError } from 'commander';
import { basename } from 'node:path';
import type { Command } from './command';
import { commands as allCommands } from './commands';
import { ExitCode } from './exit-code';
import { failureObject, formatFailure } from './formats/failure';
import { buildProgram } from './internal/build-program';
import { ownVersion } from './internal/own-version';
import { usageError } from './internal/usage-error';
import { createTerminal, type TerminalStreams } from './terminal';

/** What a command line is run in: the process's own, or a test's. */
export interface CliEnvironment extends TerminalStreams {
  /** Settles when the process is asked to end. */
  readonly interrupted: () => Promise<void>;
  /** @default 'handrail' */
  readonly programName?: string;
}

/**
 * Runs one command line, without the program's name in it.
 *
 * @returns the exit code. Never throws.
 */
export async function runCli(
  parameters: readonly string[],
  environment: CliEnvironment,
  commands: readonly Command[] = allCommands,
): Promise<ExitCode> {
  const { programName = 'handrail' } = environment;
  const terminal = createTerminal(environment, !parameters.includes('--no-color'));
  let exitCode: ExitCode = ExitCode.Fine;
  const program = buildProgram(programName, ownVersion(), commands, terminal.print, async (command, given, options) => {
    exitCode = await command.run({
      arguments: given,
      options,
      terminal,
      environment: environment.environment,
      interrupted: () => environment.interrupted(),
    });
  });
  const meant = asMeant(parameters, commands);
  try {
    await program.parseAsync(meant, { from: 'user' });
    return exitCode;
  } catch (caught) {
    if (caught instanceof CommanderError && caught.exitCode === 0) return ExitCode.Fine;
    const error = caught instanceof CommanderError ? usageError(caught, programName, meant, commands) : caught;
    if (parameters.includes('--json')) terminal.print(JSON.stringify(failureObject(error)));
    else terminal.note(formatFailure(error, ownVersion(), terminal.stderrStyle));
    return ExitCode.CouldNotLook;
  }
}

/** How the user called us: as an extension of Temporal's CLI the program is `temporal handrail`. */
export function programNameOf(script: string): string {
  return basename(script).startsWith('temporal-handrail') ? 'temporal handrail' : 'handrail';
}

/** Nothing but the name of the program or of a group of commands asks for help, and so do words that other programs take. */
function asMeant(parameters: readonly string[], commands: readonly Command[]): string[] {
  const [word, ...rest] = parameters;
  if (word === undefined) return ['--help'];
  if (word === 'help') return isKnown(rest, commands) ? [...rest, '--help'] : rest;
  if (rest.length === 0 && (word === 'version' || word === '-v')) return ['--version'];
  const isGroup = rest.length === 0 && commands.some(({ name }) => name.startsWith(`${word} `));
  return isGroup ? [word, '--help'] : [...parameters];
}

/** Whether there is help on what is named: nothing, a command or a group of commands. */
function isKnown([word, within]: readonly string[], commands: readonly Command[]): boolean {
  const isOption = (each: string | undefined) => each === undefined || each.startsWith('-');
  if (word === undefined || isOption(word)) return true;
  return commands.some(
    ({ name }) => name === word || name === `${word} ${within}` || (isOption(within) && name.startsWith(`${word} `)),
  );
}
