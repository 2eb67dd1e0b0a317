import { HR9010 } from '@handrail/errors';
import { thisMachine } from './internal/machine';
import { type ProgressListener, reportOnStderr } from './internal/progress';
import { type FailedAttempt, searchServer } from './internal/search-server';
import { devServerSources } from './internal/server-sources';

export type { ProgressListener, ServerProgress } from './internal/progress';

/** Options of {@link resolveTemporalServer} and its siblings. */
export interface ResolveServerOptions {
  /**
   * Hears of every step that takes longer than a moment: at once, then every few seconds.
   * @default one line on stderr each time
   */
  readonly onProgress?: ProgressListener;
  /**
   * Where `TEMPORAL_ADDRESS`, `TEMPORAL_CLI_PATH`, `PATH` and `XDG_CACHE_HOME` are read.
   * @default process.env
   */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A server program on this machine. */
export interface ServerExecutable {
  readonly path: string;
  /** How it was come by, in words. */
  readonly way: string;
}

/** A server to connect to, or the program to start one. */
export type TemporalServer =
  { readonly kind: 'running'; readonly address: string } | ({ readonly kind: 'executable' } & ServerExecutable);

/**
 * Finds a real Temporal server for tests and development: the running one that `TEMPORAL_ADDRESS` names, else what
 * {@link resolveTemporalExecutable} finds.
 *
 * @example
 * const server = await resolveTemporalServer();
 * const address = server.kind === 'running' ? server.address : (await startDevServer({ executable: server.path })).address;
 */
export async function resolveTemporalServer(options: ResolveServerOptions = {}): Promise<TemporalServer> {
  const address = (options.environment ?? process.env)['TEMPORAL_ADDRESS'];
  if (address) return { kind: 'running', address };
  const notSet = { way: 'TEMPORAL_ADDRESS', reason: 'it is not set' };
  return { kind: 'executable', ...(await findExecutable(options, [notSet])) };
}

/**
 * Finds Temporal's CLI, which holds a development server with UI: `TEMPORAL_CLI_PATH`, `temporal` on the PATH, Handrail's
 * cache, the SDK's own download, and a build with `go install`. What is downloaded or built is kept in the cache; it is
 * done once even if many processes ask, and done again if it was interrupted or the file was damaged.
 *
 * `TEMPORAL_ADDRESS` does not count here: who asks for a program wants a server of their own.
 */
export async function resolveTemporalExecutable(options: ResolveServerOptions = {}): Promise<ServerExecutable> {
  return await findExecutable(options, []);
}

async function findExecutable(
  { environment = process.env, onProgress = reportOnStderr }: ResolveServerOptions,
  before: readonly FailedAttempt[],
): Promise<ServerExecutable> {
  const result = await searchServer(devServerSources, thisMachine(environment, onProgress));
  if (result.path === undefined) throw HR9010.error({ attempts: [...before, ...result.attempts] });
  return result;
}
