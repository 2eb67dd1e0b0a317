import { codeOf } from '@handrail/errors';
import { TransportError } from '@temporalio/worker';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { NativeConnection } from '../../src';
import { translateConnectionError } from '../../src/internal/translate-connection-error';

// What the core says of servers that a test cannot easily put up; the others are in e2e/native-connection.test.ts.
it.each([
  [
    'tonic::transport::Error(Transport, ConnectError(InvalidCertificate(UnknownIssuer)))',
    'its certificate is not trusted.',
  ],
  [
    'Failed to call GetSystemInfo: code: \'Unknown error\', message: "transport error", source: stream closed because of a broken pipe',
    'the server hung up, as one does that expects TLS.',
  ],
  [
    'Failed to call GetSystemInfo: code: \'The caller does not have permission to execute the specified operation\', message: "Request unauthorized."',
    'it refuses these credentials.',
  ],
  [
    'tonic::transport::Error(Transport, hyper::Error(Canceled, "connection closed"))',
    'what answers there does not speak gRPC.',
  ],
  ['tonic::transport::Error(Transport, Something(New))', 'the connection failed.'],
])('explains %s', (raw, sentence) => {
  const error = translateConnectionError(new TransportError(raw), 'temporal.example:7233', {}) as Error;
  expect(error.message).toContain(`The Temporal server at temporal.example:7233 cannot be reached: ${sentence}`);
  expect(error.message.startsWith(raw)).toBe(true);
});

it('says that no worker reads the address that TEMPORAL_ADDRESS names', () => {
  vi.stubEnv('TEMPORAL_ADDRESS', '127.0.0.1:7533');
  onTestFinished(() => void vi.unstubAllEnvs());
  const refused = () => new TransportError('tonic::transport::Error(Transport, ConnectError(ConnectionRefused))');
  const { message } = translateConnectionError(refused(), 'localhost:7233', {}) as Error;
  expect(message).toContain(
    'Fix:     TEMPORAL_ADDRESS is 127.0.0.1:7533, and was not used: a worker reads no variables.',
  );
  const { message: same } = translateConnectionError(refused(), '127.0.0.1:7533', {}) as Error;
  expect(same).toContain('Fix:     start a server (npx handrail dev)');
});

it('leaves alone a transport error that is about something else, and any other error', () => {
  for (const error of [new TransportError('Namespace x was not found'), new TypeError('ConnectionRefused')]) {
    expect(translateConnectionError(error, 'localhost:7233', {})).toBe(error);
    expect(codeOf(error)).toBeUndefined();
  }
});

it('says how an address is written (HR4006), without the password that stands in it', async () => {
  for (const address of ['user:secret@localhost:7233', 'https://secret@localhost:7233/']) {
    const error: Error = await NativeConnection.connect({ address }).then(
      () => expect.unreachable(),
      (reason: Error) => reason,
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain(`[HR4006] The address of the Temporal server is '`);
    expect(error.message).toContain(`write 'localhost:7233'`);
    expect(inspect(error, { showHidden: true })).not.toContain('secret');
  }
});

it('explains a certificate without a key, which is a TypeError of the core’s bridge', () => {
  const raw = "fn client_new.args[1].tls.clientTlsOptions.clientPrivateKey: Missing property 'clientPrivateKey'";
  const error = translateConnectionError(new TypeError(raw), 'temporal.example:7233', {}) as Error;
  expect(codeOf(error)).toBe('HR5007');
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toContain('the client key or certificate given in tls cannot be read');
  const told = new TypeError(raw);
  const crt = readFileSync(new URL('../../../client/test/fixtures/certificates/self-signed.pem', import.meta.url));
  translateConnectionError(told, 'temporal.example:7233', {}, { tls: { clientCertPair: { crt } } });
  expect(told.message).toContain(
    '[HR4005] The connection settings have a fault: tls.clientCertPair has a certificate without a key.',
  );
});

it('gives the connection of a test environment where a worker was given none', () => {
  const error = new TransportError('tonic::transport::Error(Transport, ConnectError(Os { kind: ConnectionRefused }))');
  translateConnectionError(error, 'localhost:7233', {}, { test: true });
  expect(error.message).toContain('  Fix:     give the worker the connection of its test environment');
});

it('says what stands in the place of a certificate (HR4005), unless no server was found', () => {
  const tls = { clientCertPair: { crt: '/etc/tls/client.pem', key: '/etc/tls/client.key' } };
  const bad = new TransportError('tonic::transport::Error(Transport, CertificateParseError)');
  const path = 'is the path of a file, and has to be what the file holds: await readFile(path)';
  translateConnectionError(bad, 'temporal.example:7233', {}, { tls });
  expect(bad.message).toContain(
    `[HR4005] The connection settings have 2 faults: tls.clientCertPair.crt ${path}; tls.clientCertPair.key ${path}.`,
  );
  const refused = new TransportError(
    'tonic::transport::Error(Transport, ConnectError(Os { kind: ConnectionRefused }))',
  );
  translateConnectionError(refused, 'temporal.example:7233', {}, { tls });
  expect(codeOf(refused)).toBe('HR5007');
});

it('says what an image without certificate authorities lacks', () => {
  const error = new TransportError('tonic::transport::Error(Transport, NativeCertsNotFound)');
  translateConnectionError(error, 'shop.a1b2c.tmprl.cloud:7233', {});
  expect(error.message).toContain(
    '[HR5007] The Temporal server at shop.a1b2c.tmprl.cloud:7233 cannot be reached: this machine trusts no certificate authorities at all.',
  );
  expect(error.message).toContain('install them: RUN apt-get update && apt-get install -y ca-certificates');
});

it('says of an address that was made of an unset value that it was', () => {
  const error = new TransportError('tonic::transport::Error(Transport, ConnectError("dns error"))');
  translateConnectionError(error, 'undefined:7233', {});
  expect(error.message).toContain(
    "[HR4006] The address of the Temporal server is 'undefined:7233', which was made of a value that is undefined.",
  );
});
