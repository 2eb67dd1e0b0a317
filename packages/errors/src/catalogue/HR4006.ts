import { defineError } from '../define-error';

export const HR4006 = defineError<{ address: string; suggestion?: string }>({
  code: 'HR4006',
  title: 'The address of the Temporal server is malformed',
  disposition: 'refuse',
  head: ({ address }) =>
    `The address of the Temporal server is ${address}, which is not of the form host or host:port.`,
  why: () => 'gRPC takes a host and a port, no scheme, no path, no user name, and an IPv6 address only in brackets.',
  fix: ({ suggestion }) =>
    suggestion === undefined
      ? "write host:port, for example 'localhost:7233' or '[::1]:7233'; TLS is an option of its own."
      : `write ${suggestion}; TLS is an option of its own.`,
  example: { address: "'http://localhost:7233'", suggestion: "'localhost:7233'" },
});
