// `@handrail/client` as examples see it: the defaults lead to the server of the tests, and what is opened is closed at the end.
import * as real from '@handrail/client';
import { here } from './here';

export * from '@handrail/client';

export class Client extends real.Client {
  constructor(options: real.ClientOptions = {}) {
    super({ connection: here().connection, namespace: here().namespace, ...options });
  }
}

export const Connection = {
  connect: async (options: real.ConnectionOptions = {}) => noted(await real.Connection.connect(reachable(options))),
};

export async function connect(options: real.ConnectOptions = {}): Promise<real.Client> {
  const client = await real.connect({ ...options, connection: reachable(options.connection ?? {}) });
  noted(client.connection as real.Connection);
  return client;
}

// What a reader's machine trusts by itself has to be said here.
function reachable(options: real.ConnectionOptions): real.ConnectionOptions {
  const { authority } = here();
  const tls = options.tls === true && authority !== undefined ? { serverRootCACertificate: authority } : options.tls;
  return { connectTimeout: 1_000, ...options, ...(tls !== undefined && { tls }) };
}

function noted(connection: real.Connection): real.Connection {
  here().opened.push(connection);
  return connection;
}
