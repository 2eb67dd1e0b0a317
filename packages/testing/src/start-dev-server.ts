import { HR9013, HR9015 } from '@handrail/errors';
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, isPortTaken, LOOPBACK } from './internal/ports';
import { runCommand } from './internal/run-command';

/** Options of {@link startDevServer}. */
export interface DevServerOptions {
  /** Temporal's CLI, as `resolveTemporalExecutable()` finds it. */
  readonly executable: string;
  /** @default a free port */
  readonly port?: number | undefined;
  /**
   * The port of the Temporal UI; false for no UI.
   * @default false
   */
  readonly uiPort?: number | false | undefined;
  /** @default 'default' */
  readonly namespace?: string | undefined;
  /** Keeps executions in this SQLite file. Without it they are gone when the server stops. */
  readonly dbFilename?: string | undefined;
  /** Custom search attributes to register, such as `{ Customer: 'Keyword' }`. */
  readonly searchAttributes?: Readonly<Record<string, string>> | undefined;
  /** Hears the server's log: its warnings and errors. */
  readonly onLog?: ((text: string) => void) | undefined;
}

/** A development server that runs as a child of this process. */
export interface DevServer {
  /** `host:port` for a client or worker. */
  readonly address: string;
  readonly namespace: string;
  /** The address of the Temporal UI; undefined without one. */
  readonly uiUrl: string | undefined;
  /** Settles when the server has ended, however it came about. */
  readonly ended: Promise<void>;
  /** Ends the server and waits until it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

const START_LIMIT_MILLISECONDS = 60_000;
const STOP_LIMIT_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;

/**
 * Starts Temporal's development server, reachable from this machine only, and waits until it answers.
 *
 * It ends with this process when that ends by itself; after `SIGKILL` nobody is left to end it.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { namespace = 'default', onLog } = options;
  const port = await choosePort(options.port, 'the server');
  const uiPort = options.uiPort ? await choosePort(options.uiPort, 'the UI') : undefined;
  const address = `${LOOPBACK}:${port}`;

  const child = spawn(options.executable, serverArguments(options, namespace, port, uiPort), {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-4_000);
  };
  // On stdout it only tells its addresses.
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    keep(text);
    onLog?.(text);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    // It could not be started at all; there will be no other event.
    child.once('error', (error) => {
      keep(error.message);
      resolve();
    });
  });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  void ended.then(() => process.off('exit', killWithUs));

  const problem = await waitUntilItAnswers(child, ended, options.executable, address);
  if (problem !== undefined) {
    child.kill('SIGKILL');
    await ended;
    throw HR9015.error({ address, problem, output: output.trim() });
  }
  return {
    address,
    namespace,
    uiUrl: uiPort === undefined ? undefined : `http://localhost:${uiPort}`,
    ended,
    stop: () => stop(child, ended),
  };
}

function serverArguments(
  { dbFilename, searchAttributes = {} }: DevServerOptions,
  namespace: string,
  port: number,
  uiPort: number | undefined,
): string[] {
  return [
    ...['server', 'start-dev', '--ip', LOOPBACK, '--port', String(port), '--namespace', namespace],
    ...['--log-format', 'pretty', '--log-level', 'warn'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(dbFilename === undefined ? [] : ['--db-filename', dbFilename]),
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ];
}

async function choosePort(wanted: number | undefined, purpose: 'the server' | 'the UI'): Promise<number> {
  if (wanted === undefined) return await freePort();
  if (await isPortTaken(wanted)) throw HR9013.error({ port: wanted, purpose });
  return wanted;
}

async function waitUntilItAnswers(
  child: ChildProcess,
  ended: Promise<void>,
  executable: string,
  address: string,
): Promise<string | undefined> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  const deadline = performance.now() + START_LIMIT_MILLISECONDS;
  while (performance.now() < deadline) {
    const health = await runCommand(executable, ['operator', 'cluster', 'health', '--address', address], {
      environment: process.env,
    });
    if (hasEnded) return `it ended at once${howItEnded(child)}`;
    if (health.succeeded && health.output.includes('SERVING')) return undefined;
    await wait(POLL_MILLISECONDS);
  }
  return `it did not answer within ${START_LIMIT_MILLISECONDS / 1_000} seconds`;
}

function howItEnded({ signalCode, exitCode }: ChildProcess): string {
  if (signalCode !== null) return `, by ${signalCode}`;
  // Node gives the system's error number, negated, where the program could not be started.
  return exitCode === null || exitCode < 0 ? '' : `, with exit code ${exitCode}`;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}
