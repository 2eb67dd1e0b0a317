import { codeOf } from '@handrail/errors';
import { type DevServer, resolveTemporalServer, startDevServer } from '@handrail/testing';

const USUAL_UI_PORT = 8233;
const PORTS_TO_TRY = 20;

export interface QuickstartServer {
  readonly address: string;
  readonly uiUrl: string;
  /** Whether the server ends with the quickstart. */
  readonly isOurs: boolean;
  stop(): Promise<void>;
}

/** The server that `TEMPORAL_ADDRESS` names, else a development server of our own, with its UI. */
export async function startServer(): Promise<QuickstartServer> {
  const server = await resolveTemporalServer();
  if (server.kind === 'running') {
    const uiUrl = process.env['TEMPORAL_UI_URL'] ?? `http://localhost:${USUAL_UI_PORT}`;
    return { address: server.address, uiUrl, isOurs: false, stop: () => Promise.resolve() };
  }
  const { address, uiUrl = '', stop } = await startWithUi(server.path);
  return { address, uiUrl, isOurs: true, stop };
}

async function startWithUi(executable: string): Promise<DevServer> {
  for (let uiPort = USUAL_UI_PORT; ; uiPort++) {
    try {
      return await startDevServer({ executable, uiPort });
    } catch (error) {
      // HR9013: the port is taken, maybe by a server that somebody works with.
      if (codeOf(error) !== 'HR9013' || uiPort >= USUAL_UI_PORT + PORTS_TO_TRY) throw error;
    }
  }
}
