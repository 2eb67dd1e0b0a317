import { expect, it } from 'vitest';
import { HR4026 } from '../../src';

it('says how it was tried', () => {
  const { message } = HR4026.error({
    address: 'temporal.internal:7233',
    encrypted: false,
  });
  expect(message).toBe(
    [
      '[HR4026] What listens at temporal.internal:7233 takes connections and never answers (without TLS and with).',
      '  Why:     the connection is open, so every call waits for its deadline, and one without a deadline waits for ever.',
      '  Fix:     look at what stands between: a load balancer without healthy servers behind it, a port forwarding whose other end is gone, a server that hangs.',
      '  Docs:    https://handrail.dev/errors/HR4026        (offline: npx handrail explain HR4026)',
    ].join('\n'),
  );
});

it('also with TLS', () => {
  const { message } = HR4026.error({
    address: 'temporal.internal:7233',
    encrypted: true,
  });
  expect(message).toBe(
    [
      '[HR4026] What listens at temporal.internal:7233 takes connections and never answers (with TLS and without).',
      '  Why:     the connection is open, so every call waits for its deadline, and one without a deadline waits for ever.',
      '  Fix:     look at what stands between: a load balancer without healthy servers behind it, a port forwarding whose other end is gone, a server that hangs.',
      '  Docs:    https://handrail.dev/errors/HR4026        (offline: npx handrail explain HR4026)',
    ].join('\n'),
  );
});
