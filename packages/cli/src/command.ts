import type { ExitCode } from './exit-code';
import type { Terminal } from './terminal';

/** A command: what it is called, what it takes, and what it does. One file in `commands/` each. */
export interface Command<Options extends object = object> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What the summary leaves open, for the command's own help. */
  readonly description?: string;
  readonly arguments?: readonly CommandArgument[];
  readonly options?: readonly CommandOption[];
  /** What somebody means who gives it more arguments than it takes, as it is typed: `--task-queue orders`. */
  readonly meant?: (excess: readonly string[]) => string | undefined;
  /** Whole command lines without the program's name. */
  readonly examples: readonly string[];
  run(input: CommandInput<Options>): Promise<ExitCode>;
}

/** What a command takes without a flag. */
export interface CommandArgument {
  /** `<name>` for one that must be given, `[name]` for one that may, `[name...]` for any number. */
  readonly name: string;
  readonly description: string;
}

/** What a command takes by a flag. */
export interface CommandOption {
  /** As in the help: `--port <number>`. */
  readonly flags: string;
  readonly description: string;
  /** Reads the value. Throws an `Error` whose message follows "… is invalid: ". */
  readonly parse?: (text: string) => unknown;
  /** Said in the help; the command itself applies it. */
  readonly defaultDescription?: string;
  /** Names, in camel case, of options that cannot be given beside this one. */
  readonly conflicts?: readonly string[];
  /** The option without which this one would do nothing: `--watch`. */
  readonly belongsTo?: string;
}

/** What a command runs with. */
export interface CommandInput<Options extends object = object> {
  readonly arguments: readonly (string | undefined)[];
  readonly options: Options & CommonOptions;
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Settles when somebody wants the command to end (Ctrl-C, SIGTERM; until it is asked for, those end the process), or when nobody
   * reads its results any more.
   */
  readonly interrupted: () => Promise<void>;
}

/** The options that every command has. */
export interface CommonOptions {
  /** One JSON object on stdout instead of text. */
  readonly json?: boolean;
}
