import type { Machine } from '../../src/internal/machine';
import type { CommandResult } from '../../src/internal/run-command';
import { temporaryDirectory } from './temporary-directory';

export interface Facts extends Partial<Omit<Machine, 'findProgram' | 'run'>> {
  /** What is on the PATH, by name. */
  readonly programs?: Readonly<Record<string, string>>;
  /** What a program does when it is run. */
  readonly run?: (
    program: string,
    parameters: readonly string[],
    environment: NodeJS.ProcessEnv,
  ) => Partial<CommandResult>;
}

/** A machine that is as the facts say; where they say nothing it is bare. */
export function machineWith({ programs = {}, run, ...facts }: Facts = {}): Machine {
  return {
    environment: {},
    platform: 'linux',
    architecture: 'x64',
    cacheDirectory: facts.cacheDirectory ?? temporaryDirectory(),
    onProgress: () => {},
    findProgram: async (name) => programs[name],
    run: async (program, parameters, options) => ({
      succeeded: true,
      output: '',
      failure: undefined,
      ...run?.(program, parameters, options?.environment ?? {}),
    }),
    ...facts,
  };
}
