import { expect, it } from 'vitest';
import { HR4001 } from '../../src';

it('names the address, how it was tried and for how long', () => {
  const { message } = HR4001.error({
    address: 'localhost:7233',
    encrypted: false,
    waited: '10 seconds',
    reason: 'Failed to connect before the deadline',
  });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at localhost:7233 (without TLS) within 10 seconds: Failed to connect before the deadline',
      '  Why:     the SDK gives the same message for a server that is down, a wrong name or port, a firewall, and TLS on one side only.',
      '  Fix:     check that a server listens at localhost:7233 and speaks plain text (a server that wants TLS looks the same as none); for a development server run: npx handrail dev.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});

it('says that an API key turns TLS on, where it was tried with TLS', () => {
  const { message } = HR4001.error({
    address: 'localhost:7233',
    encrypted: true,
    waited: '10 seconds',
    reason: 'Failed to connect before the deadline',
  });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at localhost:7233 (with TLS) within 10 seconds: Failed to connect before the deadline',
      '  Why:     the SDK gives the same message for a server that is down, a wrong name or port, a firewall, and TLS on one side only.',
      '  Fix:     check that a server listens at localhost:7233 and speaks TLS (a development server does not; an API key turns TLS on); for a development server run: npx handrail dev.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});

it('leaves out what is not known of a lazy connection', () => {
  const { message } = HR4001.error({ address: 'localhost:7233', reason: '14 UNAVAILABLE: No connection established.' });
  expect(message).toBe(
    [
      '[HR4001] No connection to the Temporal server at localhost:7233: 14 UNAVAILABLE: No connection established.',
      '  Why:     the SDK gives the same message for a server that is down, a wrong name or port, a firewall, and TLS on one side only.',
      '  Fix:     check that a server listens at localhost:7233 and speaks plain text (a server that wants TLS looks the same as none); for a development server run: npx handrail dev.',
      '  Docs:    https://handrail.dev/errors/HR4001        (offline: npx handrail explain HR4001)',
    ].join('\n'),
  );
});
