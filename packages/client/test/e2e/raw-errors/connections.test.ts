import { codeOf, HandrailError } from '@handrail/errors';
import { Client as RawClient, Connection as RawConnection, type ConnectionOptions } from '@temporalio/client';
import type { Server } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { begunEarly } from '../../../../../test-support/begun-early';
import { Client, Connection } from '../../../src';
import { deadAddress, listening, ODD_SERVERS, pem } from '../../support/odd-servers';
import { stubTemporalEnvironment } from '../../support/environment';
import { freshProcessState } from '../../support/process-state';
import { expectBlock, failureOf, headLineOf, rawHead, reportCases } from '../../support/raw-errors';

const report = reportCases('connections');
const KEY = 'secret-key-of-nobody';
const authorities = { serverRootCACertificate: pem('authority.pem') };
const ownCertificate = { crt: pem('self-signed.pem'), key: pem('self-signed.key') };
const mutual = { ca: pem('authority.pem'), requestCert: true, rejectUnauthorized: true } as const;

function withoutSettings(): void {
  freshProcessState();
  stubTemporalEnvironment();
  for (const name of ['grpc_proxy', 'https_proxy', 'http_proxy', 'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH']) {
    vi.stubEnv(name, undefined);
  }
}

beforeEach(withoutSettings);
afterEach(() => {
  vi.unstubAllEnvs();
});

// The SDK calls again and again for some twenty seconds.
const lazyFailure = begunEarly(async () => {
  withoutSettings();
  const address = await deadAddress();
  const connection = Connection.lazy({ address });
  const client = new Client({ connection });
  const error = await failureOf(() => client.workflow.start('order', { taskQueue: 'orders', workflowId: 'order-17' }));
  await connection.close();
  return error;
});

interface Mistake {
  readonly code: string;
  readonly head: RegExp;
  readonly server: (() => Server) | 'dead' | 'temporal' | { readonly address: string };
  readonly options?: ConnectionOptions;
}

const MISTAKES: Record<string, Mistake> = {
  'nobody listens': {
    code: 'HR4001',
    head: /^\[HR4001\] No connection to the Temporal server at 127\.0\.0\.1:\d+ \(without TLS\) within 400 milliseconds: nothing listens there \(ECONNREFUSED\)$/,
    server: 'dead',
  },
  'the host name is unknown': {
    code: 'HR4020',
    head: /^\[HR4020\] The host name "no-such-host\.invalid" of the Temporal server at no-such-host\.invalid:7233 does not resolve: .*\.$/,
    server: { address: 'no-such-host.invalid:7233' },
  },
  'TLS against plain text': {
    code: 'HR4021',
    head: /^\[HR4021\] The Temporal server at \S+ speaks no TLS, and this client does\.$/,
    server: 'temporal',
    options: { tls: true },
  },
  'an API key against plain text': {
    code: 'HR4021',
    head: /speaks no TLS, and this client does \(an API key turns it on\)\.$/,
    server: 'temporal',
    options: { apiKey: KEY },
  },
  'plain text against TLS': {
    code: 'HR4022',
    head: /^\[HR4022\] The Temporal server at 127\.0\.0\.1:\d+ wants TLS, and this client speaks plain text\.$/,
    server: () => ODD_SERVERS.tls(),
  },
  'plain text against mutual TLS': {
    code: 'HR4022',
    head: /wants TLS/,
    server: () => ODD_SERVERS.tls('server', mutual),
  },
  'plain text against mutual TLS 1.2': {
    code: 'HR4022',
    head: /wants TLS/,
    server: () => ODD_SERVERS.tls('server', { ...mutual, maxVersion: 'TLSv1.2' }),
  },
  'a certificate of an unknown authority': {
    code: 'HR4023',
    head: /is not trusted: its authority is not among those that are trusted here \(for DNS:localhost, IP Address:127\.0\.0\.1, issued by Handrail Test Authority, valid from /,
    server: () => ODD_SERVERS.tls(),
    options: { tls: true },
  },
  'a self-signed certificate': {
    code: 'HR4023',
    head: /is not trusted: it is self-signed \(/,
    server: () => ODD_SERVERS.tls('self-signed'),
    options: { tls: true },
  },
  'a certificate for another name': {
    code: 'HR4023',
    head: /is not trusted: it is for other names \(for DNS:other\.internal, /,
    server: () => ODD_SERVERS.tls('other-name'),
    options: { tls: authorities },
  },
  'a name that the certificate does not have': {
    code: 'HR4023',
    head: /is not trusted: it is for other names/,
    server: () => ODD_SERVERS.tls(),
    options: { tls: { ...authorities, serverNameOverride: 'another.internal' } },
  },
  'a certificate that has expired': {
    code: 'HR4023',
    head: /is not trusted: it has expired/,
    server: () => ODD_SERVERS.tls('expired'),
    options: { tls: authorities },
  },
  'an authority that is no certificate': {
    code: 'HR4023',
    head: /is not trusted: its authority/,
    server: () => ODD_SERVERS.tls(),
    options: { tls: { serverRootCACertificate: Buffer.from('not PEM') } },
  },
  'no client certificate': {
    code: 'HR4024',
    head: /^\[HR4024\] The Temporal server at \S+ wants a client certificate, and this client has none: tlsv13 alert certificate required$/,
    server: () => ODD_SERVERS.tls('server', mutual),
    options: { tls: authorities },
  },
  'a client certificate of an unknown authority': {
    code: 'HR4024',
    head: /^\[HR4024\] The Temporal server at \S+ does not accept the client certificate: /,
    server: () => ODD_SERVERS.tls('server', mutual),
    options: { tls: { ...authorities, clientCertPair: ownCertificate } },
  },
  'the same with TLS 1.2': {
    code: 'HR4024',
    head: /does not accept the client certificate: /,
    server: () => ODD_SERVERS.tls('server', { ...mutual, maxVersion: 'TLSv1.2' }),
    options: { tls: { ...authorities, clientCertPair: ownCertificate } },
  },
  'no version of TLS in common': {
    code: 'HR4001',
    head: /the TLS handshake fails: /,
    server: () => ODD_SERVERS.tls('server', { ...mutual, maxVersion: 'TLSv1.2' }),
    options: { tls: authorities },
  },
  'a web server': { code: 'HR4025', head: /it speaks HTTP\/1\.1\.$/, server: ODD_SERVERS.http1 },
  'a web server, asked with TLS': {
    code: 'HR4025',
    head: /it speaks HTTP\/1\.1\.$/,
    server: ODD_SERVERS.http1,
    options: { tls: true },
  },
  'a web server with TLS': {
    code: 'HR4025',
    head: /it speaks no HTTP\/2 over TLS\.$/,
    server: ODD_SERVERS.https1,
    options: { tls: authorities },
  },
  'a web server with TLS, asked without': {
    code: 'HR4025',
    head: /it speaks no HTTP\/2 over TLS\.$/,
    server: ODD_SERVERS.https1,
  },
  'another protocol': {
    code: 'HR4025',
    head: /it speaks something that begins with "SSH-2\.0-OpenSSH_9\.6"\.$/,
    server: ODD_SERVERS.ssh,
  },
  'another protocol, asked with TLS': {
    code: 'HR4025',
    head: /it speaks something that begins with "SSH/,
    server: ODD_SERVERS.ssh,
    options: { tls: true },
  },
  'a server that hangs up': {
    code: 'HR4025',
    head: /it speaks nothing, and closes the connection, with TLS and without\.$/,
    server: ODD_SERVERS.closing,
  },
  'a server that never answers': {
    code: 'HR4026',
    head: /^\[HR4026\] What listens at \S+ takes connections and never answers \(without TLS and with\)\.$/,
    server: ODD_SERVERS.silent,
  },
  'a server that never answers, asked with TLS': {
    code: 'HR4026',
    head: /never answers \(with TLS and without\)\.$/,
    server: ODD_SERVERS.silent,
    options: { tls: true },
  },
};

async function addressFor(server: Mistake['server']): Promise<{ address: string; close(): Promise<void> }> {
  const close = () => Promise.resolve();
  if (server === 'dead') return { address: await deadAddress(), close };
  if (server === 'temporal') return { address: inject('temporalAddress'), close };
  return typeof server === 'function' ? await listening(server()) : { ...server, close };
}

describe.each(Object.entries(MISTAKES))('%s', (mistake, { code, head, server, options = {} }) => {
  it(`is ${code} at Connection.connect, with the SDK's error as its cause`, async () => {
    const { address, close } = await addressFor(server);
    const given = { connectTimeout: 400, ...options, address };
    const raw = await failureOf(() => RawConnection.connect(given));
    const ours = await failureOf(() => Connection.connect(given));
    await close();
    expect(raw.message).toBe('Failed to connect before the deadline');
    expect(ours).toSatisfy(HandrailError.isInstance);
    expect((ours.cause as Error).message).toBe(raw.message);
    expectBlock(ours, code, head);
    expect(inspect(ours, { depth: Infinity, showHidden: true })).not.toContain(KEY);
    report({ mistake: `connecting: ${mistake}`, raw: rawHead(raw), ours: headLineOf(ours) });
  });
});

describe('a lazy connection', () => {
  it('to a web server with HTTP/2 says which status it answered with', async () => {
    const { address, close } = await listening(ODD_SERVERS.notFound());
    const connection = Connection.lazy({ address });
    const error = await failureOf(() => new Client({ connection }).workflow.count());
    await connection.close();
    await close();
    expectBlock(error, 'HR4025', /it speaks HTTP without gRPC \(it answers with status 404\)\.$/);
  });

  it('that is closed says so at every call (HR4027)', async () => {
    const [ours, raw] = await Promise.all([
      Connection.connect({ address: inject('temporalAddress') }),
      RawConnection.connect({ address: inject('temporalAddress') }),
    ]);
    const client = new Client({ connection: ours });
    await Promise.all([ours.close(), raw.close()]);
    for (const call of [
      () => client.workflow.start('order', { taskQueue: 'orders', workflowId: 'order-17' }),
      () => client.workflow.getHandle('order-17').fetchHistory(),
      () => client.workflow.getHandle('order-17').result(),
      () => client.workflow.count(),
      () => client.schedule.getHandle('nightly').describe(),
      () => client.activity.complete(new Uint8Array([1]), 'done'),
      () => client.workflowService.getSystemInfo({}),
    ]) {
      expect(headLineOf(await failureOf(call))).toMatch(
        /^\[HR4027\] \w+\.\w+ found the connection to \S+ closed by this process\.$/,
      );
    }
    const before = await failureOf(() => new RawClient({ connection: raw }).workflow.count());
    const after = await failureOf(() => client.workflow.count());
    expect(after.constructor).toBe(before.constructor);
    report({ mistake: 'a closed connection', raw: rawHead(before), ours: headLineOf(after) });
  });
});

describe('credentials that are refused (HR4002)', () => {
  const expired = `x.${Buffer.from(JSON.stringify({ exp: 1_767_225_600 })).toString('base64url')}.y`;

  it('name what is wrong with the key, which is not shown', async () => {
    const { address, close } = await listening(ODD_SERVERS.refusing(16, 'Request unauthorized.'));
    const given = { address, apiKey: expired, tls: false as const, connectTimeout: 5_000 };
    const raw = await failureOf(() => RawConnection.connect(given));
    const ours = await failureOf(() => Connection.connect(given));
    expect(ours.constructor).toBe(raw.constructor);
    expectBlock(
      ours,
      'HR4002',
      `The Temporal server at ${address} refused access: 16 UNAUTHENTICATED: Request unauthorized.`,
    );
    expect(ours.message).toContain('; the API key expired at 2026-01-01T00:00:00.000Z.');
    expect(inspect(ours, { depth: Infinity, showHidden: true })).not.toContain(expired);
    report({ mistake: 'an API key that has expired', raw: rawHead(raw), ours: headLineOf(ours) });
    await close();
  });

  it('name a key that was rotated to a bad one, and a namespace without its account', async () => {
    const { address, close } = await listening(ODD_SERVERS.refusing(7, 'Request unauthorized.'));
    const connection = Connection.lazy({ address, apiKey: 'good', tls: false });
    connection.setApiKey(() => expired);
    const error = await failureOf(() => new Client({ connection }).workflow.getHandle('order-17').describe());
    expectBlock(
      error,
      'HR4002',
      `The Temporal server at ${address} refused access to namespace "default": 7 PERMISSION_DENIED: Request unauthorized.`,
    );
    expect(error.message).toContain('the API key expired at 2026-01-01T00:00:00.000Z');
    const { message } = await failureOf(() =>
      connection.withApiKey('other', () => new Client({ connection }).workflow.getHandle('order-17').describe()),
    );
    expect(message).toContain('[HR4002]');
    await connection.close();
    await close();
  });

  it('say that none are sent', async () => {
    const { address, close } = await listening(ODD_SERVERS.refusing(16, 'Request unauthorized.'));
    const error = await failureOf(() => Connection.connect({ address, connectTimeout: 5_000 }));
    expect(error.message).toContain('; neither an API key nor a client certificate is sent.');
    await close();
  });
});

describe('what is looked for', () => {
  it('is looked for at the given address alone, and without any credentials', async () => {
    const { address, received, close } = await listening(ODD_SERVERS.silent());
    await failureOf(() => Connection.connect({ address, apiKey: KEY, tls: false, connectTimeout: 300 }));
    await close();
    expect(received()).not.toContain(KEY);
    expect(received()).not.toContain(Buffer.from(KEY).toString('base64'));
  });

  it('is not looked for behind a proxy, whose credentials are not shown', async () => {
    const proxy = await deadAddress();
    vi.stubEnv('grpc_proxy', `http://user:${KEY}@${proxy}`);
    const error = await failureOf(() => Connection.connect({ address: 'temporal.invalid:7233', connectTimeout: 300 }));
    expectBlock(
      error,
      'HR4001',
      `No connection to the Temporal server at temporal.invalid:7233 (without TLS) within 300 milliseconds: the way leads through the proxy ${proxy}, which grpc_proxy names (Failed to connect before the deadline)`,
    );
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(KEY);
  });

  it('is nothing where the connection comes about', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    expect(codeOf(await connection.workflowService.getSystemInfo({}).catch((error: unknown) => error))).toBeUndefined();
    await connection.close();
  });
});

describe('certificates and keys that cannot be used', () => {
  const certificate = pem('server.pem');
  const key = pem('server.key');
  const attempt = (pair: { crt: Buffer; key: Buffer }) =>
    failureOf(() => Promise.resolve(Connection.lazy({ address: 'localhost:7233', tls: { clientCertPair: pair } })));

  it.each([
    ['the key', { crt: certificate, key: Buffer.from(KEY) }, 'tls.clientCertPair.key cannot be read as PEM ('],
    ['the certificate', { crt: Buffer.from(KEY), key }, 'tls.clientCertPair.crt cannot be read as PEM ('],
    ['both', { crt: Buffer.from(KEY), key: Buffer.from(KEY) }, 'tls.clientCertPair.crt cannot be read as PEM ('],
    [
      'the pair',
      { crt: certificate, key: pem('self-signed.key') },
      'tls.clientCertPair.key is not the key of the certificate beside it.',
    ],
  ])('names %s', async (_what, pair, fault) => {
    const error = await attempt(pair);
    expect(codeOf(error)).toBe('HR4005');
    expect(String((error as { code?: unknown }).code)).toMatch(/^ERR_OSSL/);
    expect(headLineOf(error)).toContain(fault);
    expect(error.message).not.toContain(KEY);
  });

  it('says nothing of a pair that fits', async () => {
    const connection = Connection.lazy({
      address: 'localhost:7233',
      tls: { clientCertPair: { crt: certificate, key } },
    });
    await connection.close();
  });

  it('names options that exclude each other, and a timeout that is none', async () => {
    const { address } = { address: 'localhost:7233' };
    const both = await failureOf(() =>
      Promise.resolve(Connection.lazy({ address, apiKey: KEY, metadata: { Authorization: `Bearer ${KEY}` } })),
    );
    expect(both).toBeInstanceOf(TypeError);
    expectBlock(
      both,
      'HR4005',
      'The connection settings have a fault: apiKey and Authorization are both given, and only one of them can be used.',
    );
    expect(both.message).not.toContain(KEY);
    const timeout = await failureOf(() => Connection.connect({ address, connectTimeout: '1 minutess' as never }));
    expectBlock(
      timeout,
      'HR2010',
      "The connection to localhost:7233 has connectTimeout: '1 minutess', which is not a duration.",
    );
  });
});

describe('a lazy connection to nobody', () => {
  it('says the same at its first call', { timeout: 60_000 }, async () => {
    const error = await lazyFailure();
    expect(error.message.split('\n', 1)[0]).toBe('Failed to start Workflow');
    expectBlock(error, 'HR4001', /without TLS\): nothing listens there \(ECONNREFUSED\)$/);
  });
});
