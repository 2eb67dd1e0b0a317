import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A file of the certificates that the client package's tests use, too. */
export function pem(name: string): Buffer {
  return readFileSync(certificatePath(name));
}

export function certificatePath(name: string): string {
  return `packages/client/test/fixtures/certificates/${name}`;
}

/** What listens in a reader's network, beside the Temporal server itself. */
export type ServerName = 'dead' | 'mutual' | 'plain' | 'refusing' | 'silent' | 'tls' | 'untrusted' | 'web';

/** Servers of this machine that are started when they are asked for, and stopped together. */
export class Servers {
  readonly #sockets = new Set<Socket>();
  readonly #servers: Server[] = [];

  constructor(readonly temporal: string) {}

  /** The address of a server that behaves as its name says. */
  async start(name: ServerName): Promise<string> {
    switch (name) {
      case 'plain':
        return this.temporal;
      case 'dead': {
        const server = createServer();
        const address = await this.#listen(server);
        await closed(server);
        return address;
      }
      case 'web':
        return this.#listen(createHttpServer((_request, response) => response.end('hello')));
      case 'silent':
        return this.#listen(createServer(() => undefined));
      case 'tls':
        return this.#listen(this.#front({}));
      case 'untrusted':
        return this.#listen(this.#front({}));
      case 'mutual':
        return this.#listen(this.#front({ ca: pem('self-signed.pem'), requestCert: true, rejectUnauthorized: true }));
      case 'refusing':
        return this.#listen(refusing());
    }
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map(closed));
  }

  // The real server behind TLS, as an ingress would have it.
  #front(options: TlsOptions): Server {
    const [host = '', port = ''] = this.temporal.split(':');
    const certificate = { cert: pem('server.pem'), key: pem('server.key'), ALPNProtocols: ['h2'] };
    return createTlsServer({ ...certificate, ...options }, (socket) => {
      const behind = this.#keep(connect(Number(port), host));
      socket.on('error', () => behind.destroy());
      behind.on('error', () => socket.destroy());
      socket.pipe(behind).pipe(socket);
    }).on('tlsClientError', () => undefined);
  }

  async #listen(server: Server): Promise<string> {
    server.on('connection', (socket: Socket) => this.#keep(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.push(server);
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    return socket.on('error', () => undefined);
  }
}

function refusing(): Server {
  const secure = createSecureServer({ cert: pem('server.pem'), key: pem('server.key') });
  return secure.on('stream', (stream) => {
    const status = { 'grpc-status': 7, 'grpc-message': encodeURIComponent('Request unauthorized.') };
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...status }, { endStream: true });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await closed(server);
  return port;
}
