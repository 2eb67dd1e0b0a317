import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createSecureServer, createServer as createHttp2Server, type SecureServerOptions } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A certificate or key of `test/fixtures/certificates`. */
export function pem(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/certificates/${name}`, import.meta.url));
}

/** Everything that may listen at an address in place of a Temporal server. */
export const ODD_SERVERS = {
  http1: () => createHttpServer((_request, response) => response.end('hello')),
  https1: () => createHttpsServer(serverCertificate('server'), (_request, response) => response.end('hello')),
  tls: (certificate = 'server', options: SecureServerOptions = {}) =>
    createSecureServer({ ...serverCertificate(certificate), ...options }),
  notFound: () =>
    createHttp2Server((_request, response) => {
      response.statusCode = 404;
      response.end();
    }),
  /** Answers every gRPC call with this status. */
  refusing: (status: number, message: string) =>
    createHttp2Server().on('stream', (stream) => {
      const headers = {
        'content-type': 'application/grpc',
        'grpc-status': status,
        'grpc-message': encodeURIComponent(message),
      };
      stream.respond({ ':status': 200, ...headers }, { endStream: true });
    }),
  silent: () => createServer(() => undefined),
  closing: () => createServer((socket) => socket.destroy()),
  ssh: () => createServer((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n')),
};

function serverCertificate(name: string): { cert: Buffer; key: Buffer } {
  return { cert: pem(`${name}.pem`), key: pem(name === 'self-signed' ? 'self-signed.key' : 'server.key') };
}

/** Starts a server on a free port of this machine; what it got is kept. */
export async function listening(
  server: Server,
): Promise<{ address: string; received: () => string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => Buffer.concat(chunks).toString('latin1'),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address at which nothing listens. */
export async function deadAddress(): Promise<string> {
  const { address, close } = await listening(createServer());
  await close();
  return address;
}
