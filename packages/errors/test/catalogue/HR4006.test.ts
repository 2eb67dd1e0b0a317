import { expect, it } from 'vitest';
import { HR4006 } from '../../src';

it('names the address and the one that was meant', () => {
  const { message } = HR4006.error({ address: "'http://localhost:7233'", suggestion: "'localhost:7233'" });
  expect(message).toBe(
    [
      "[HR4006] The address of the Temporal server is 'http://localhost:7233', which is not of the form host or host:port.",
      '  Why:     gRPC takes a host and a port, no scheme, no path, no user name, and an IPv6 address only in brackets.',
      "  Fix:     write 'localhost:7233'; TLS is an option of its own.",
      '  Docs:    https://handrail.dev/errors/HR4006        (offline: npx handrail explain HR4006)',
    ].join('\n'),
  );
});

it('shows the form where nothing can be guessed', () => {
  const { message } = HR4006.error({ address: "'unix:///run/temporal.sock'" });
  expect(message).toBe(
    [
      "[HR4006] The address of the Temporal server is 'unix:///run/temporal.sock', which is not of the form host or host:port.",
      '  Why:     gRPC takes a host and a port, no scheme, no path, no user name, and an IPv6 address only in brackets.',
      "  Fix:     write host:port, for example 'localhost:7233' or '[::1]:7233'; TLS is an option of its own.",
      '  Docs:    https://handrail.dev/errors/HR4006        (offline: npx handrail explain HR4006)',
    ].join('\n'),
  );
});

it('names what is no port', () => {
  const { message } = HR4006.error({ address: "'localhost:99999'", port: '99999' });
  expect(message).toBe(
    [
      "[HR4006] The address of the Temporal server is 'localhost:99999', in which 99999 is no port.",
      '  Why:     a port is a whole number from 1 to 65535.',
      "  Fix:     write host:port, for example 'localhost:7233' or '[::1]:7233'; TLS is an option of its own.",
      '  Docs:    https://handrail.dev/errors/HR4006        (offline: npx handrail explain HR4006)',
    ].join('\n'),
  );
});
