import { HR9016 } from '@handrail/errors';
import { CommanderError } from 'commander';
import { basename } from 'node:path';
import type { Command } from './command';
import { commands as allCommands } from './commands';
import { ExitCode } from './exit-code';
import { failureObject, formatFailure } from './formats/failure';
import { buildProgram } from './internal/build-program';
import { missingValue } from './internal/command-line-faults';
import { ownVersion } from './internal/own-version';
import { commandOf, usageError } from './internal/usage-error';
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
    requireValues(meant, programName, commands);
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

/** The parser would take the next option for the value that an option lacks. */
function requireValues(parameters: readonly string[], programName: string, commands: readonly Command[]): void {
  const command = commandOf(parameters, commands);
  const problem = command && missingValue(parameters.slice(command.name.split(' ').length), command);
  if (problem !== undefined) throw HR9016.error({ problem, command: `${programName} ${command?.name}` });
}

/** How the user called us: as an extension of Temporal's CLI the program is `temporal handrail`. */
export function programNameOf(script: string): string {
  return basename(script).startsWith('temporal-handrail') ? 'temporal handrail' : 'handrail';
}

/**
 * Nothing but the name of the program or of a group of commands asks for help, and so do words that other programs take. Where
 * help is wanted on what there is not, that is said instead.
 */
function asMeant(parameters: readonly string[], commands: readonly Command[]): string[] {
  const [word, ...rest] = parameters;
  if (word === undefined) return ['--help'];
  if (word === 'help') return helpOn(rest, commands);
  const end = parameters.indexOf('--');
  const others = parameters.filter((each, index) => !(isHelp(each) && (end === -1 || index < end)));
  if (others.length < parameters.length) return helpOn(others, commands);
  if (rest.length === 0 && (word === 'version' || word === '-v')) return ['--version'];
  const isGroup = rest.length === 0 && commands.some(({ name }) => name.startsWith(`${word} `));
  return isGroup ? [word, '--help'] : [...parameters];
}

function helpOn(named: readonly string[], commands: readonly Command[]): string[] {
  return isKnown(named, commands) ? [...named, '--help'] : [...named];
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

/** Whether there is help on what is named: nothing, a command or a group of commands. */
function isKnown([word, within]: readonly string[], commands: readonly Command[]): boolean {
  const isOption = (each: string | undefined) => each === undefined || each.startsWith('-');
  if (word === undefined || isOption(word)) return true;
  return commands.some(
    ({ name }) => name === word || name === `${word} ${within}` || (isOption(within) && name.startsWith(`${word} `)),
  );
}
