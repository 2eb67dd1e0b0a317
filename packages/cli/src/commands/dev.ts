import { HR9017 } from '@handrail/errors';
import type { DevServer } from '@handrail/testing/server';
import type { Command } from '../command';
import { ExitCode } from '../exit-code';
import { formatDevServer } from '../formats/dev-server';
import { parsePort } from '../internal/parse-port';

interface DevOptions {
  readonly port?: number;
  readonly uiPort?: number;
  readonly headless?: boolean;
  readonly namespace?: string;
  readonly dbFilename?: string;
}

const DEFAULT_PORT = 7_233;
// Where Temporal's own CLI puts it.
const UI_OFFSET = 1_000;
const LOG_LIMIT = 4_000;

/** `handrail dev`: a Temporal server with UI, until Ctrl-C. */
export const dev: Command<DevOptions> = {
  name: 'dev',
  summary: 'run a Temporal server with its UI on this machine',
  description:
    'Finds, downloads or builds the server first (TEMPORAL_CLI_PATH names one that you have), then runs it until Ctrl-C.\nIt is reachable from this machine only.',
  options: [
    {
      flags: '--port <number>',
      description: 'port of the server',
      parse: parsePort,
      defaultDescription: String(DEFAULT_PORT),
    },
    {
      flags: '--ui-port <number>',
      description: 'port of the UI',
      parse: parsePort,
      defaultDescription: `the port + ${UI_OFFSET}`,
      conflicts: ['headless'],
    },
    { flags: '--headless', description: 'no UI' },
    { flags: '--namespace <name>', description: 'namespace to create', defaultDescription: 'default' },
    { flags: '--db-filename <file>', description: 'keep executions in this file', defaultDescription: 'in memory' },
  ],
  meant: ([port = '']) => (/^\d+$/.test(port) ? `--port ${port}` : undefined),
  examples: ['dev', 'dev --db-filename temporal.db', 'dev --port 7300 --headless'],
  async run({ options, terminal, interrupted }) {
    const { resolveTemporalExecutable, startDevServer } = await import('@handrail/testing/server');
    const { port = DEFAULT_PORT, uiPort = port + UI_OFFSET, headless, namespace, dbFilename } = options;
    // A signal simply ends the process up to here; from here on there is a server to stop.
    const { path } = await resolveTemporalExecutable();
    let isInterrupted = false;
    const interruption = interrupted().then(() => void (isInterrupted = true));
    let log = '';

    let server: DevServer;
    try {
      server = await startDevServer({
        executable: path,
        port,
        uiPort: headless ? false : uiPort,
        namespace,
        dbFilename,
        onLog: (text) => {
          log = (log + text).slice(-LOG_LIMIT);
          // A server that is told to stop complains of its own parts that have stopped before others.
          if (!isInterrupted) terminal.passOn(text);
        },
      });
    } catch (error) {
      // Ctrl-C reaches the server, too.
      if (isInterrupted) return ExitCode.Fine;
      throw error;
    }
    const facts = { address: server.address, namespace: server.namespace, uiUrl: server.uiUrl, dbFilename };
    if (options.json) terminal.print(JSON.stringify({ schema: 'handrail.dev/1', ...facts }));
    else terminal.print(formatDevServer(facts, terminal.stdoutStyle));

    await Promise.race([interruption, server.ended]);
    if (!isInterrupted) throw HR9017.error({ address: server.address, output: log.trim() });
    await server.stop();
    terminal.note('Stopped.');
    return ExitCode.Fine;
  },
};
