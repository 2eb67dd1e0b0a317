import { expect, it } from 'vitest';
import { HR4001 } from '../../src';

it('says what to do where nothing listens', () => {
  const { message } = HR4001.error({
    address: 'localhost:7233',
    encrypted: false,
    waited: '10 seconds',
    reason: 'nothing listens there (ECONNREFUSED)',
    cause: 'refused',
  });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at localhost:7233 (without TLS) within 10 seconds: nothing listens there (ECONNREFUSED)',
      '  Why:     no call gets through; one that broke off may have been carried out all the same, which the same workflowId makes safe to repeat.',
      '  Fix:     start the server, or correct host and port (TEMPORAL_ADDRESS, the profile, connection.address, or --address on the command line, is localhost:7233; inside a container localhost is the container itself); for a development server run: npx handrail dev.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});

it('where nothing comes back', () => {
  const { message } = HR4001.error({
    address: 'temporal.internal:7233',
    encrypted: true,
    waited: '10 seconds',
    reason: 'there is no answer, as behind a firewall',
    cause: 'unreachable',
  });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at temporal.internal:7233 (with TLS) within 10 seconds: there is no answer, as behind a firewall',
      '  Why:     no call gets through; one that broke off may have been carried out all the same, which the same workflowId makes safe to repeat.',
      '  Fix:     check the port, and firewall, VPN and security groups between this machine and temporal.internal:7233.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});

it('where the server answers a moment later', () => {
  const { message } = HR4001.error({
    address: 'localhost:7233',
    encrypted: true,
    waited: '300ms',
    reason: 'a moment later it answers (Failed to connect before the deadline)',
    cause: 'late',
  });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at localhost:7233 (with TLS) within 300ms: a moment later it answers (Failed to connect before the deadline)',
      '  Why:     no call gets through; one that broke off may have been carried out all the same, which the same workflowId makes safe to repeat.',
      '  Fix:     raise connectTimeout, and look at the load of this machine and of the server at localhost:7233.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});

it('where a proxy stands between', () => {
  const { message } = HR4001.error({
    address: 'temporal.internal:7233',
    encrypted: false,
    waited: '10 seconds',
    reason:
      'the way leads through the proxy proxy.internal:3128, which https_proxy names (Failed to connect before the deadline)',
    cause: 'proxy',
  });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at temporal.internal:7233 (without TLS) within 10 seconds: the way leads through the proxy proxy.internal:3128, which https_proxy names (Failed to connect before the deadline)',
      '  Why:     no call gets through; one that broke off may have been carried out all the same, which the same workflowId makes safe to repeat.',
      '  Fix:     check the proxy, or list the host of temporal.internal:7233 in no_proxy where it is reached directly.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});

it('leaves out what is not known of a lazy connection', () => {
  const { message } = HR4001.error({
    address: 'localhost:7233',
    reason: '14 UNAVAILABLE: Connection dropped',
  });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at localhost:7233: 14 UNAVAILABLE: Connection dropped',
      '  Why:     no call gets through; one that broke off may have been carried out all the same, which the same workflowId makes safe to repeat.',
      '  Fix:     check that a server listens at localhost:7233, and that both sides agree on TLS; for a development server run: npx handrail dev.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});

it('where TEMPORAL_ADDRESS names another server, which a client reads only by connect()', () => {
  const { fix } = HR4001.error({
    address: 'localhost:7233',
    reason: 'nothing listens there (ECONNREFUSED)',
    cause: 'refused',
    unread: '127.0.0.1:7533',
  });
  expect(fix).toBe(
    'TEMPORAL_ADDRESS is 127.0.0.1:7533, and was not used: only connect() reads it, and an address that is given wins over it. For that server make the client with await connect(); for one at localhost:7233 start it: npx handrail dev.',
  );
});
