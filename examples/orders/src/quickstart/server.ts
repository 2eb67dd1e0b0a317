import { codeOf } from '@handrail/errors';
import { resolveTemporalServer, startDevServer } from '@handrail/testing';

const USUAL_PORT = 7_233;
const PORTS_TO_TRY = 20;
// Where the UI of a development server is looked for, also by the links in errors.
const UI_OFFSET = 1_000;

export interface QuickstartServer {
  readonly address: string;
  /** Undefined where the server is not ours. */
  readonly uiUrl: string | undefined;
  stop(): Promise<void>;
}

/** The server that `TEMPORAL_ADDRESS` names, else a development server of our own, with its UI. */
export async function startServer(): Promise<QuickstartServer> {
  const server = await resolveTemporalServer();
  if (server.kind === 'running') {
    return { address: server.address, uiUrl: undefined, stop: () => Promise.resolve() };
  }
  for (let port = USUAL_PORT; ; port++) {
    try {
      return await startDevServer({ executable: server.path, port, uiPort: port + UI_OFFSET });
    } catch (error) {
      // HR9013: the port is taken, maybe by a server that somebody works with.
      if (codeOf(error) !== 'HR9013' || port >= USUAL_PORT + PORTS_TO_TRY) throw error;
    }
  }
}
