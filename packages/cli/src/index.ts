export type { Command, CommandArgument, CommandInput, CommandOption, CommonOptions } from './command';
export { ExitCode } from './exit-code';
export { type CliEnvironment, runCli } from './run-cli';
export type { Style } from './style';
export type { Terminal, TerminalStreams } from './terminal';
