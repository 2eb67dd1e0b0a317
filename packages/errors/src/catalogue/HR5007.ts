import { defineError } from '../define-error';

export const HR5007 = defineError<{
  address: string;
  reason: UnreachableReason;
  detail?: string;
  /** The worker has no connection of its own, and the process has made a test environment. */
  test?: boolean;
  /** What `TEMPORAL_ADDRESS` says, where that is another server. */
  unread?: string;
}>({
  code: 'HR5007',
  title: 'The worker cannot reach the Temporal server',
  disposition: 'report',
  head: ({ address, reason, detail }) =>
    `The Temporal server at ${address} cannot be reached: ${SENTENCES[reason]}${detail === undefined ? '' : ` (${detail})`}.`,
  why: () => 'a worker without a server runs nothing, and the workflows of its task queues wait.',
  fix: ({ reason, address, test, unread }) => {
    const remedy = reason === 'refused' && unread !== undefined ? notRead(unread) : REMEDIES[reason](address);
    return test === true
      ? `give the worker the connection of its test environment: connection: environment.nativeConnection, where environment = await TestWorkflowEnvironment.createLocal() (or createTimeSkipping).\nWithout one: ${remedy}`
      : remedy;
  },
  example: { address: 'localhost:7233', reason: 'refused' },
});

function notRead(address: string): string {
  return `TEMPORAL_ADDRESS is ${address}, and was not used: a worker reads no variables. For that server give it the connection NativeConnection.connect((await loadConnectionSettings()).connectionOptions), with loadConnectionSettings of @handrail/client.`;
}

type UnreachableReason =
  | 'refused'
  | 'unknown host'
  | 'server without TLS'
  | 'server with TLS'
  | 'certificate'
  | 'no authorities'
  | 'key'
  | 'not gRPC'
  | 'not authorised'
  | 'timeout'
  | 'other';

const SENTENCES: Record<UnreachableReason, string> = {
  refused: 'nothing listens there',
  'unknown host': 'its host name is not known',
  'server without TLS': 'this side speaks TLS and the server does not',
  'server with TLS': 'the server hung up, as one does that expects TLS',
  certificate: 'its certificate is not trusted',
  'no authorities': 'this machine trusts no certificate authorities at all',
  key: 'the client key or certificate given in tls cannot be read',
  'not gRPC': 'what answers there does not speak gRPC',
  'not authorised': 'it refuses these credentials',
  timeout: 'it did not answer in time',
  other: 'the connection failed',
};

const REMEDIES: Record<UnreachableReason, (address: string) => string> = {
  refused: (address) =>
    /^(localhost|127\.|\[?::1)/.test(address)
      ? 'start a server (npx handrail dev), or give the address of one: NativeConnection.connect({ address }); inside a container localhost is the container itself.'
      : 'check the port (7233 unless it was changed) and that the server is up.',
  'unknown host': () => 'check the spelling of the address and the DNS of this machine.',
  'server without TLS': () => 'leave out tls and apiKey (an API key turns TLS on), or use the TLS port of the server.',
  'server with TLS': () => 'set tls: true, or tls with your certificates.',
  certificate: () =>
    'give the authority that signed it: tls: { serverRootCACertificate: await readFile(…) }. What is given there is trusted alone: leave it out where a public authority signed the certificate, as for Temporal Cloud.',
  'no authorities': () =>
    'install them: RUN apt-get update && apt-get install -y ca-certificates (a -slim image has none); or give the authority of the server: tls: { serverRootCACertificate: await readFile(…) }. A client does without: Node.js brings its own.',
  key: () => 'give tls.clientCertPair.crt and .key the PEM contents of the files, not their paths.',
  'not gRPC': () => 'give the address of the frontend service (port 7233), not that of the web UI (port 8233).',
  'not authorised': () => 'check the API key or certificate and the namespace it was made for.',
  timeout: () => 'check that no firewall stands between, and that the address is right.',
  other: () => 'look at the original message above.',
};
