import { codeOf, HandrailError } from '@handrail/errors';
import { Client as RawClient, ServiceError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { connect, type ConnectOptions, Connection } from '../../src';
import { stubConfigFile, stubTemporalEnvironment } from '../support/environment';
import { freshProcessState, type Warning } from '../support/process-state';

const KEY = 'secret-key-of-nobody';

let warnings: Warning[];

beforeEach(() => {
  warnings = freshProcessState();
  stubTemporalEnvironment({ TEMPORAL_ADDRESS: inject('temporalAddress') });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('nothing was thrown');
  return error;
}

/** An address at which nothing listens. */
async function deadAddress(): Promise<string> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

const quickly = (options: ConnectOptions['connection'] = {}): ConnectOptions => ({
  connection: { connectTimeout: '300ms', ...options },
});

describe('connect()', () => {
  it('makes a guarded client for the server that the environment names', async () => {
    const client = await connect();
    expect(client).toBeInstanceOf(RawClient);
    const start = client.workflow.start('order', {
      taskQueue: 'orders',
      workflowId: `connect-${randomUUID()}`,
      workflowRunTimeout: '1 hour',
    });
    await expect(start).rejects.toThrow('HR2003');
    await client.connection.close();
  });

  it('refuses options of the connection that stand beside it, for it would connect elsewhere (HR4005)', async () => {
    const misplaced = { address: 'temporal.example:7233', apiKey: KEY, tls: true };
    const error = await failure(connect(misplaced as ConnectOptions));
    expect(error.message).toContain(
      '[HR4005] The connection settings have 3 faults: the option address is one of the connection: connect({ connection: { address } }); the option apiKey is',
    );
    expect(error.message).not.toContain(KEY);
  });

  it('takes address and namespace from a profile of the configuration file', async () => {
    stubTemporalEnvironment();
    stubConfigFile(`[profile.dev]\naddress = "${inject('temporalAddress')}"\nnamespace = "temporal-system"\n`);
    const client = await connect({ profile: 'dev' });
    expect(client.options.namespace).toBe('temporal-system');
    await client.connection.close();
  });

  it('lets what is given in code win over environment and file', async () => {
    vi.stubEnv('TEMPORAL_ADDRESS', 'not-this-one.invalid:7233');
    vi.stubEnv('TEMPORAL_NAMESPACE', 'not-this-one');
    const client = await connect({ namespace: 'default', connection: { address: inject('temporalAddress') } });
    expect(client.options.namespace).toBe('default');
    await client.connection.close();
  });

  it('hands policy and other options to the client, and keeps the options object as it is', async () => {
    const options = Object.freeze({ policy: { mode: 'warn' }, identity: 'me' } as const);
    const client = await connect(options);
    expect(client.options.identity).toBe('me');
    await client.workflow.start('order', {
      taskQueue: 'orders',
      workflowId: `connect-${randomUUID()}`,
      workflowRunTimeout: '1 hour',
    });
    expect(warnings.map(({ code }) => code)).toEqual(['HR2003']);
    await client.connection.close();
  });

  it('names a namespace that does not exist, and the server (HR4004)', async () => {
    const error = await failure(connect({ namespace: 'shpo' }));
    expect(error.message).toMatch(
      new RegExp(
        `^\\[HR4004\\] Namespace "shpo" does not exist on the Temporal server at ${inject('temporalAddress')}\\.`,
      ),
    );
  });

  it('names the address that it cannot reach, and how it tried (HR4001)', async () => {
    const address = await deadAddress();
    const error = await failure(connect(quickly({ address })));
    expect(error).toSatisfy(HandrailError.isInstance);
    expect(error.message.split('\n', 1)[0]).toBe(
      `[HR4001] No connection to the Temporal server at ${address} (without TLS) within 300ms: nothing listens there (ECONNREFUSED)`,
    );
    expect((error.cause as Error).message).toBe('Failed to connect before the deadline');
  });

  it('says that it tried with TLS where an API key has turned that on', async () => {
    const error = await failure(connect(quickly({ apiKey: KEY })));
    expect(error.message.split('\n', 1)[0]).toBe(
      `[HR4021] The Temporal server at ${inject('temporalAddress')} speaks no TLS, and this client does (an API key turns it on).`,
    );
  });

  it('refuses a malformed address, with the one that was meant (HR4006)', async () => {
    const error = await failure(connect({ connection: { address: 'http://localhost:7233' } }));
    expect(error.message).toContain(
      "[HR4006] The address of the Temporal server is 'http://localhost:7233', which is not of the form host or host:port.",
    );
    expect(error.message).toContain("Fix:     write 'localhost:7233'");
    expect((error as HandrailError).problems.map(({ code }) => code)).toEqual(['HR4006']);
  });

  it('refuses plain text to another machine before it connects (HR4003)', async () => {
    const error = await failure(connect(quickly({ address: 'temporal.invalid:7233' })));
    expect(error.message).toContain('[HR4003] The connection to temporal.invalid:7233 is not encrypted');
  });

  it('lets a waiver with a reason pass, and says so', async () => {
    const error = await failure(
      connect({
        ...quickly({ address: 'temporal.invalid:7233' }),
        waive: { HR4003: 'the network between the pods is encrypted' },
      }),
    );
    expect(codeOf(error)).toBe('HR4020');
    expect(warnings.map(({ message }) => message)).toEqual([
      '[HR4003] The connection to temporal.invalid:7233 is not encrypted and would carry payloads in plain text. Waived: the network between the pods is encrypted',
    ]);
  });

  it('only warns of plain text in warn mode', async () => {
    vi.stubEnv('HANDRAIL_MODE', 'warn');
    const error = await failure(connect(quickly({ address: 'temporal.invalid:7233' })));
    expect(codeOf(error)).toBe('HR4020');
    expect(warnings.map(({ code }) => code)).toEqual(['HR4003']);
  });

  it('refuses a waiver without a reason, and of what it does not guard (HR2011), all in one error', async () => {
    const waive = { HR4003: ' ', HR2003: 'no' } as { HR4003: string };
    const error = await failure(connect({ connection: { address: 'temporal.invalid:7233/x' }, waive }));
    expect((error as HandrailError).problems.map(({ code }) => code)).toEqual(['HR4006', 'HR2011', 'HR2011', 'HR4003']);
  });

  it('refuses a bad policy before it connects', async () => {
    expect(codeOf(await failure(connect({ policy: { mode: 'lenient' as never } })))).toBe('HR9001');
  });
});

describe('Connection.connect', () => {
  it('explains why it failed', async () => {
    const address = await deadAddress();
    const error = await failure(Connection.connect({ address, connectTimeout: 300 }));
    expect(error.message).toContain(
      `[HR4001] No connection to the Temporal server at ${address} (without TLS) within 300 milliseconds: nothing listens there`,
    );
  });

  it('explains it for a lazy connection, too', async () => {
    const connection = Connection.lazy({ address: await deadAddress(), connectTimeout: 300 });
    expect(codeOf(await failure(connection.ensureConnected()))).toBe('HR4001');
    await connection.close();
  });

  it("keeps the SDK's TypeError for a malformed address, and appends what was meant", () => {
    expect(() => Connection.lazy({ address: 'http://localhost:7233' })).toThrow(TypeError);
    expect(() => Connection.lazy({ address: 'http://localhost:7233' })).toThrow(
      /^Invalid address for Temporal gRPC endpoint.*\n\[HR4006\]/,
    );
  });

  it('does not mind plain text: that is for connect() to refuse', async () => {
    const connection = Connection.lazy({ address: 'temporal.invalid:7233' });
    await connection.close();
  });
});

describe('no error shows an API key', () => {
  const attempts: Record<string, () => Promise<unknown>> = {
    'a server that does not speak TLS': () => connect(quickly({ apiKey: KEY })),
    'a server that is not there': async () =>
      connect(quickly({ address: await deadAddress(), apiKey: KEY, tls: false })),
    'a namespace that does not exist': () => connect({ ...quickly({ apiKey: KEY, tls: false }), namespace: 'nope' }),
    'plain text': () => connect(quickly({ address: 'temporal.invalid:7233', apiKey: KEY, tls: false })),
    'a malformed address that holds the key': () =>
      connect(quickly({ address: `https://${KEY}@temporal.invalid:7233`, apiKey: KEY })),
    'a key in the place of the address': () => connect(quickly({ address: `https://${KEY}@temporal.invalid` })),
    'a key that a header cannot carry': () => connect(quickly({ apiKey: `${KEY}\n`, tls: false })),
    'such a key from a function': () => connect(quickly({ apiKey: () => `${KEY}\n`, tls: false })),
    'such a key, by the mirrored Connection': () =>
      Connection.connect({ address: inject('temporalAddress'), apiKey: `${KEY}\n`, tls: false, connectTimeout: 300 }),
    'a key beside an Authorization header': () =>
      connect(quickly({ apiKey: KEY, metadata: { Authorization: `Bearer ${KEY}` }, tls: false })),
    'certificates that are none': () =>
      connect(quickly({ apiKey: KEY, tls: { clientCertPair: { crt: Buffer.from(KEY), key: Buffer.from(KEY) } } })),
    'a configuration file that is not TOML': () => {
      stubConfigFile(`[profile.default]\napi_key = "${KEY}`);
      return connect(quickly());
    },
    'a configuration file with a fault elsewhere': () => {
      stubConfigFile(`[profile.default]\napi_key = "${KEY}"\nnamspace = "x"\n`);
      return connect(quickly());
    },
    'a key that is set later': async () => {
      const client = await connect(quickly());
      (client.connection as Connection).setApiKey(`${KEY}\n`);
      return await client.workflow.start('order', { taskQueue: 'orders', workflowId: `key-${randomUUID()}` });
    },
  };

  it.each(Object.entries(attempts))('for %s', async (_what, attempt) => {
    const error = await failure(attempt());
    const shown = [
      inspect(error, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
      String(error),
      JSON.stringify(error),
      JSON.stringify(error, Object.getOwnPropertyNames(error)),
    ].join('\n');
    expect(shown).not.toContain(KEY);
    expect(shown).not.toContain(Buffer.from(KEY).toString('base64'));
  });

  it('and the fault of the key itself is named', async () => {
    const error = await failure(connect(quickly({ apiKey: `${KEY}\n`, tls: false })));
    expect(error.message).toContain('[HR4005] The connection settings have a fault: the API key holds a line break');
  });

  it('not even where the SDK fails on a key that was set later', async () => {
    const error = await failure(attempts['a key that is set later']!());
    expect(error).toBeInstanceOf(ServiceError);
    expect((error.cause as Error).message).toBe('Metadata string value (hidden) contains illegal characters');
  });
});
