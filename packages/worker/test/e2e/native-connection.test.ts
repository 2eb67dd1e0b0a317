import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer, type AddressInfo } from 'node:net';
import { codeOf } from '@handrail/errors';
import * as sdk from '@temporalio/worker';
import { expect, inject, it } from 'vitest';
import { keepWorkerLog } from '../../../../test-support/worker-log';
import { NativeConnection } from '../../src';

it('connects as before, in a class of the same identity', async () => {
  await keepWorkerLog();
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  expect(connection).toBeInstanceOf(sdk.NativeConnection);
  await connection.close();
});

it('says that nothing listens at an address', async () => {
  const address = `127.0.0.1:${await freePort()}`;
  await expectMessage(
    { address },
    `[HR5007] The Temporal server at ${address} cannot be reached: nothing listens there.`,
  );
});

it('says that a host is not known', async () => {
  await expectMessage({ address: 'no-such-host.invalid:7233' }, 'its host name is not known.');
});

it('says that the server has no TLS', async () => {
  await expectMessage(
    { address: inject('temporalAddress'), tls: true },
    'this side speaks TLS and the server does not.',
  );
});

it('says that what answers is not gRPC', async () => {
  await withHttpServer(async (address) => {
    await expectMessage({ address }, 'what answers there does not speak gRPC.');
  });
});

it('says which certificate and key cannot be read, and what they are', async () => {
  const pair = { crt: Buffer.from('client.pem'), key: Buffer.from('client.key') };
  await expectMessage(
    { address: inject('temporalAddress'), tls: { clientCertPair: pair } },
    'tls.clientCertPair.key is the path of a file, and has to be what the file holds: await readFile(path).',
    'HR4005',
  );
});

async function expectMessage(options: sdk.NativeConnectionOptions, text: string, code = 'HR5007'): Promise<void> {
  const error: unknown = await NativeConnection.connect(options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(sdk.TransportError);
  expect((error as Error).message).toContain(text);
  expect(codeOf(error)).toBe(code);
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function withHttpServer(test: (address: string) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => response.end('<html></html>'));
  const port = await listen(server);
  try {
    await test(`127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
