import { shellQuote } from '@handrail/common/host';
import { HR9016 } from '@handrail/errors';
import type { CommanderError } from 'commander';
import type { Command } from '../command';
import { namesOf } from './command-line-faults';
import { workflowIds } from './workflow-ids';

/** What the parser says of a command line, in our words, with what may have been meant. */
export function usageError(
  { code, message }: CommanderError,
  programName: string,
  parameters: readonly string[],
  commands: readonly Command[],
): Error {
  const problem = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '')
    .replace("' is invalid. ", "' is invalid: ")
    .replace('(Did you mean', '(did you mean');
  const command = commandOf(parameters, commands);
  return HR9016.error({
    problem: betterWorded(problem, code, parameters, command, commands),
    command: command ? `${programName} ${command.name}` : programName,
  });
}

/** The command that a command line begins with. */
export function commandOf(parameters: readonly string[], commands: readonly Command[]): Command | undefined {
  return (
    commands.find(({ name }) => name === parameters.slice(0, 2).join(' ')) ??
    commands.find(({ name }) => name === parameters[0])
  );
}

/** Arguments that a command does not take: commonly what belongs behind an option. */
export function excessArguments(programName: string, command: Command, excess: readonly string[]): Error {
  const { name, arguments: takes = [], meant } = command;
  const given = excess.map((each) => `'${each}'`).join(' and ');
  const but = takes.length === 0 ? `no argument, and got ${given}` : `one argument, and got ${given} besides`;
  return HR9016.error({
    problem: `${name} takes ${but}${didYouMean(meant?.(excess))}`,
    command: `${programName} ${name}`,
  });
}

function listed(names: readonly string[]): string {
  if (names.length > FEW) return 'the commands that ask a server';
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : ` (did you mean ${meant}?)`;
}

function betterWorded(
  problem: string,
  code: string,
  parameters: readonly string[],
  command: Command | undefined,
  commands: readonly Command[],
): string {
  const unknown = /^unknown (?:command|option) '(.*)'/s.exec(problem);
  if (unknown === null) return problem;
  const [start, word = ''] = unknown;
  if (code === 'commander.unknownOption' && command !== undefined) {
    if (word === '--dry-run' && hasOption(command, '--apply')) return `${start}: nothing is done without --apply`;
    if (CONSENT.has(word) && hasOption(command, '--apply')) {
      return `${start}: nothing is done without --apply; look first at what is printed without it`;
    }
    const [flag = '', value] = word.split('=', 2);
    if (value !== undefined && hasOption(command, flag)) return `option '${flag}' takes no value`;
    const meant = meantOption(word, parameters[parameters.indexOf(word) + 1], command);
    if (meant !== undefined) return start + didYouMean(meant);
    const owners = commands.filter((each) => hasOption(each, flag));
    return owners.length === 0 ? problem : `${start}, which belongs to ${listed(owners.map(({ name }) => name))}`;
  }
  if (code === 'commander.unknownOption') {
    const at = parameters.findIndex((_, index) => commandOf(parameters.slice(index), commands) !== undefined);
    const later = at === -1 ? undefined : commandOf(parameters.slice(at), commands);
    const [flag = ''] = word.split('=', 1);
    return later !== undefined && hasOption(later, flag)
      ? `option '${flag}' goes behind the command: ${later.name} … ${flag}`
      : problem;
  }
  if (code !== 'commander.unknownCommand') return problem;
  const written = commands.find(({ name }) => name !== word && name.replace(' ', '') === word.replace('-', ''));
  if (written !== undefined) return start + didYouMean(written.name);
  if (problem !== start) return problem;
  const [group] = parameters;
  const within = group === word ? undefined : commands.filter(({ name }) => name.startsWith(`${group} `));
  const meant = within === undefined ? meantCommand(word, parameters, commands) : undefined;
  if (meant !== undefined) return start + didYouMean(meant);
  const names = (within ?? commands).map(({ name }) => name.split(' ')[within === undefined ? 0 : 1]);
  return `${start}, and not one of ${[...new Set(names)].join(', ')}`;
}

// More than so many commands are those that connect.
const FEW = 4;

// As other tools call it, above all Temporal's own CLI.
const OTHER_COMMANDS: Readonly<Record<string, string>> = {
  describe: 'why',
  diagnose: 'why',
  show: 'why',
  status: 'why',
  stuck: 'why',
  pollers: 'backlog',
  queue: 'backlog',
  queues: 'backlog',
  'task-queue': 'backlog',
  workers: 'backlog',
  lint: 'check',
  server: 'dev',
  start: 'dev',
  error: 'explain',
  errors: 'explain',
  fix: 'repair',
  reset: 'repair',
};

// Those of which the next word is a command, not what the command is about.
const OTHER_GROUPS: ReadonlySet<string> = new Set(['server', 'task-queue', 'workflow']);
const ID_OPTIONS: ReadonlySet<string> = new Set(['-w', '--workflow-id', '--id', '-t', '--task-queue']);

function meantCommand(word: string, parameters: readonly string[], commands: readonly Command[]): string | undefined {
  const [, ...rest] = parameters.slice(parameters.indexOf(word));
  if (word === 'workflow' && rest[0] === 'list') return `why --query 'ExecutionStatus = "Running"'`;
  const wanted = word === 'workflow' ? (rest[0] === 'reset' ? 'repair' : 'why') : OTHER_COMMANDS[word];
  const known = commands.find(({ name }) => name === wanted);
  if (known !== undefined) return withSubject(known, OTHER_GROUPS.has(word) ? rest.slice(1) : rest);
  if (/^\[?hr\d{4}\]?$/i.test(word)) return `explain ${word}`;
  // No command has a digit in its name; ids mostly have.
  return /\d/.test(word) ? `why ${shellQuote(word)}` : undefined;
}

/** The command with what the other one was given to look at. */
function withSubject({ name, arguments: takes = [], meant }: Command, rest: readonly string[]): string {
  const option = rest.findIndex((each) => ID_OPTIONS.has(each));
  const subject = option === -1 ? rest[0] : rest[option + 1];
  if (subject === undefined || subject.startsWith('-')) return name;
  const given = takes.length === 0 ? meant?.([subject]) : shellQuote(subject);
  return given === undefined ? name : `${name} ${given}`;
}

// What other programs take instead of a question.
const CONSENT: ReadonlySet<string> = new Set(['-y', '--yes', '--force']);

const OTHER_OPTIONS: Readonly<Record<string, string>> = {
  '-o': '--json',
  '--output': '--json',
  '--format': '--json',
  '-q': '--query',
  '-r': '--run-id',
  '-t': '--task-queue',
  '--queue': '--task-queue',
  '--address': '--port',
};

function meantOption(word: string, next: string | undefined, command: Command): string | undefined {
  if (['-w', '--workflow-id', '--id'].includes(word)) {
    if (next === undefined || next.startsWith('-')) return undefined;
    if (command.arguments?.[0]?.name === '[ids...]') return `${command.name} ${shellQuote(next)}`;
    return hasOption(command, '--query') ? `--query ${workflowIds([next])}` : undefined;
  }
  // Ids mostly have digits, options have none; what begins with a dash is an id behind `--` only.
  if (/\d/.test(word) && command.arguments?.[0]?.name === '[ids...]') return `${command.name} -- ${shellQuote(word)}`;
  const other = OTHER_OPTIONS[word];
  return other !== undefined && hasOption(command, other) ? other : undefined;
}

function hasOption({ options = [] }: Command, name: string): boolean {
  return name === '--json' || name === '--no-color' || options.some((each) => namesOf(each).includes(name));
}
