import { defineError } from '../define-error';

export const HR4006 = defineError<{
  address: string;
  suggestion?: string;
  /** It was put together of a value that is not there, which has become a word: `undefined`. */
  unset?: string;
  /** Its form is right, but no port is called so. */
  port?: string;
  /** It is that of the web pages of Temporal Cloud. */
  cloudUi?: boolean;
}>({
  code: 'HR4006',
  title: 'The address of the Temporal server is malformed',
  disposition: 'refuse',
  head: ({ address, unset, port }) => {
    const begin = `The address of the Temporal server is ${address}, `;
    if (unset !== undefined) return `${begin}which was made of a value that is ${unset}.`;
    return (
      begin + (port === undefined ? 'which is not of the form host or host:port.' : `in which ${port} is no port.`)
    );
  },
  why: ({ unset, port }) => {
    if (unset !== undefined)
      return 'a text that is put together takes what is not there for a word, and no server has such a name or port.';
    if (port !== undefined) return 'a port is a whole number from 1 to 65535.';
    return 'gRPC takes a host and a port, no scheme, no path, no user name, and an IPv6 address only in brackets.';
  },
  fix: ({ suggestion, unset, cloudUi }) =>
    cloudUi === true
      ? "this is the web UI of Temporal Cloud: take the gRPC address that it shows for the namespace, '<namespace>.<account>.tmprl.cloud:7233', or with an API key '<region>.<provider>.api.temporal.io:7233'."
      : unset !== undefined
        ? "set the environment variable or setting that the address is made of, in this very process, or name a default: process.env.TEMPORAL_ADDRESS ?? 'localhost:7233'."
        : suggestion === undefined
          ? "write host:port, for example 'localhost:7233' or '[::1]:7233'; TLS is an option of its own."
          : `write ${suggestion}; TLS is an option of its own.`,
  example: { address: "'http://localhost:7233'", suggestion: "'localhost:7233'" },
});
