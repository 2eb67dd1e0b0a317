import { HR9016 } from '@handrail/errors';
import { Command as Program, InvalidArgumentError, Option } from 'commander';
import type { Command, CommandOption } from '../command';
import { EXIT_CODES_HELP } from '../exit-code';
import { parsedFault } from './command-line-faults';
import { excessArguments } from './usage-error';

/** Runs a command with what was parsed for it. */
export type Dispatch = (
  command: Command,
  parameters: readonly (string | undefined)[],
  options: Record<string, unknown>,
) => Promise<void>;

/** The argument parser for our commands. What it prints goes to `print`, and it throws instead of ending the process. */
export function buildProgram(
  name: string,
  version: string,
  commands: readonly Command[],
  print: (text: string) => void,
  dispatch: Dispatch,
): Program {
  const program = new Program(name)
    .description('Handrail for Temporal: guards, explanations and a server for development.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print the help')
    .helpCommand(false)
    .addHelpText('after', `\n${EXIT_CODES_HELP}`);
  configure(program, print);
  for (const command of commands) addCommand(program, command, print, dispatch);
  return program;
}

function addCommand(program: Program, command: Command, print: (text: string) => void, dispatch: Dispatch): void {
  const [word = '', within] = command.name.split(' ').reverse();
  const child = (within === undefined ? program : groupOf(program, within, print))
    .command(word)
    .summary(command.summary)
    .description([sentence(command.summary), command.description].filter(Boolean).join('\n\n'))
    .helpOption('-h, --help', 'print the help')
    .addHelpText('after', helpAfter(program.name(), command));
  for (const { name, description } of command.arguments ?? []) child.argument(name, description);
  for (const option of command.options ?? []) child.addOption(toOption(option));
  child.option('--json', 'print one JSON object and nothing else').option('--no-color', 'print without colours');
  configure(child, print);
  // Commander gives the arguments one by one, then the options and itself. An argument with `...` is a list.
  child.action((...given: unknown[]) => {
    const isList = child.registeredArguments.at(-1)?.variadic === true;
    const excess = isList ? [] : child.args.slice(child.registeredArguments.length);
    if (excess.length > 0) throw excessArguments(program.name(), command, excess);
    const parameters = given.slice(0, -2).flat() as (string | undefined)[];
    const options = child.opts<Record<string, unknown>>();
    const problem = parsedFault(command, parameters, options);
    if (problem !== undefined) throw HR9016.error({ problem, command: `${program.name()} ${command.name}` });
    return dispatch(command, parameters, options);
  });
}

const GROUPS: Readonly<Record<string, string>> = {
  sla: 'set up, check and watch the SLAs of executions',
};

/** The command that holds others, such as `sla` for `sla check`. */
function groupOf(program: Program, name: string, print: (text: string) => void): Program {
  const existing = program.commands.find((each) => each.name() === name);
  if (existing !== undefined) return existing;
  const summary = GROUPS[name] ?? name;
  const group = program.command(name).summary(summary).description(sentence(summary));
  group.helpOption('-h, --help', 'print the help').helpCommand(false).addHelpText('after', `\n${EXIT_CODES_HELP}`);
  configure(group, print);
  return group;
}

function configure(program: Program, print: (text: string) => void): void {
  program
    .exitOverride()
    // They are refused where what may have been meant by them is known.
    .allowExcessArguments(true)
    // Errors are thrown, and worded where they are caught.
    .configureOutput({ writeOut: (text) => print(text.trimEnd()), writeErr: () => {}, getOutHasColors: () => false })
    .configureHelp({ helpWidth: 100 });
}

function toOption({ flags, description, parse, defaultDescription, conflicts }: CommandOption): Option {
  const suffix = defaultDescription === undefined ? '' : ` (default: ${defaultDescription})`;
  const option = new Option(flags, `${description}${suffix}`);
  if (parse !== undefined) {
    option.argParser((text: string, before: unknown) => {
      try {
        if (!option.variadic) return parse(text);
        return [...(Array.isArray(before) ? (before as unknown[]) : []), parse(text)];
      } catch (error) {
        throw new InvalidArgumentError((error as Error).message);
      }
    });
  }
  return conflicts === undefined ? option : option.conflicts([...conflicts]);
}

function helpAfter(name: string, { examples }: Command): string {
  return ['', 'Examples:', ...examples.map((example) => `  ${name} ${example}`), '', EXIT_CODES_HELP].join('\n');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
