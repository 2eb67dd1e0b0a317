import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gate } from './gate';

export interface Request {
  /** What stands in the path for a `:name` of the route. */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Handlers by route, such as `'PUT /reservations/:id'`. A handler is synchronous: an effect happens entirely or not at all. */
export type Routes = Readonly<Record<string, (request: Request) => Reply>>;

export interface HttpService {
  readonly url: string;
  close(): Promise<void>;
}

/** The reply of a service that refuses: a code for programs and a message for people. */
export function refusal(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } };
}

/** Serves JSON over HTTP on loopback. Every reply passes the gate after its effect has happened. */
export async function serve(routes: Routes, gate: Gate, port = 0): Promise<HttpService> {
  const table = Object.entries(routes).map(([route, handle]) => ({ route, handle, matches: matcher(route) }));

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://loopback');
    const text = await readBody(incoming);
    for (const { route, handle, matches } of table) {
      const params = matches(incoming.method ?? 'GET', pathname);
      if (params === undefined) continue;
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const param = (name: string) => params.get(name) ?? '';
      const reply = handle({ param, query: searchParams, headers: incoming.headers, body });
      if ((await gate.pass(route)) === 'lost') response.destroy();
      else send(response, reply);
      return;
    }
    send(response, refusal(404, 'not_found', `There is no ${incoming.method} ${pathname}.`));
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      send(response, refusal(500, 'internal_error', String(error)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function matcher(route: string): (method: string, path: string) => ReadonlyMap<string, string> | undefined {
  const [wantedMethod, pattern = ''] = route.split(' ');
  const wanted = pattern.split('/');
  return (method, path) => {
    const given = path.split('/');
    if (method !== wantedMethod || given.length !== wanted.length) return undefined;
    const params = new Map<string, string>();
    for (const [index, segment] of wanted.entries()) {
      const value = given[index] ?? '';
      if (segment.startsWith(':')) params.set(segment.slice(1), decodeURIComponent(value));
      else if (segment !== value) return undefined;
    }
    return params;
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let text = '';
  incoming.setEncoding('utf8');
  for await (const chunk of incoming) text += chunk as string;
  return text;
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  // The other side may be gone: a killed worker does not wait for its answer.
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
