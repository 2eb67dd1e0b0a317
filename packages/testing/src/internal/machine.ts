import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type ProgressListener } from './progress';
import { type CommandOptions, type CommandResult, runCommand } from './run-command';

/** Everything that the search for a server needs to know of, or do on, the machine it runs on. */
export interface Machine {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  /** Where servers are kept between runs. */
  readonly cacheDirectory: string;
  readonly onProgress: ProgressListener;
  /** The full path of a program on the PATH. */
  findProgram(name: string): Promise<string | undefined>;
  run(
    program: string,
    parameters: readonly string[],
    options?: Omit<CommandOptions, 'environment'> & { readonly environment?: NodeJS.ProcessEnv },
  ): Promise<CommandResult>;
}

export function thisMachine(environment: NodeJS.ProcessEnv, onProgress: ProgressListener): Machine {
  const { platform, arch: architecture } = process;
  return {
    environment,
    platform,
    architecture,
    cacheDirectory: cacheDirectory(environment, platform, homedir()),
    onProgress,
    findProgram: (name) => findProgram(name, environment, platform),
    run: (program, parameters, options) => runCommand(program, parameters, { environment, ...options }),
  };
}

/** The platform's own place for what can be made again; `XDG_CACHE_HOME` wins everywhere. */
export function cacheDirectory(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  return join(cacheHome(environment, platform, home), 'handrail');
}

function cacheHome(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (environment['XDG_CACHE_HOME']) return environment['XDG_CACHE_HOME'];
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  if (platform === 'win32') return environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  return join(home, '.cache');
}

/** The file's name of a program: Windows wants an extension. */
export function executableName(name: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? `${name}.exe` : name;
}

export async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function findProgram(
  name: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const path = join(folder, executableName(name, platform));
    if (await isExecutableFile(path)) return path;
  }
  return undefined;
}
