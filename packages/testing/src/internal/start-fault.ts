import { runCommand } from './run-command';

/** The part of a server's options that a start which fails may be due to. */
export interface StartedServer {
  readonly executable?: { readonly type: string; readonly path?: string } | undefined;
  readonly extraArgs?: readonly string[] | undefined;
}

/**
 * Asks the program of a development server that did not come up what it is, and whether it knows the arguments: what it printed when
 * it was started nobody has seen. Undefined where both are well.
 */
export async function startFault({ executable, extraArgs = [] }: StartedServer): Promise<string | undefined> {
  const path = executable?.path;
  if (executable?.type !== 'existing-path' || path === undefined) return undefined;
  const ask = async (args: readonly string[]): Promise<string[]> => {
    const lines: string[] = [];
    const signal = AbortSignal.timeout(LIMIT_MILLISECONDS);
    await runCommand(path, args, { environment: process.env, signal, onLine: (line) => void lines.push(line.trim()) });
    return lines;
  };
  const [version = ''] = await ask(['--version']);
  const said = version.slice(0, 80);
  if (!/temporal/i.test(said)) {
    return `${path} is not Temporal's CLI: with --version it says ${said === '' ? 'nothing' : `'${said}'`}`;
  }
  if (extraArgs.length === 0) return undefined;
  const help = await ask(['server', 'start-dev', ...extraArgs, '--help']);
  const refusal = help.find((line) => /^(?:error|unknown|invalid|flag needs)\b/i.test(line));
  return refusal === undefined ? undefined : `of server.extraArgs it says '${refusal.slice(0, LONGEST)}'`;
}

const LIMIT_MILLISECONDS = 3_000;
const LONGEST = 200;
