import { expect, it } from 'vitest';
import { HR4002 } from '../../src';

it('names server and namespace, and repeats what the server said', () => {
  const { message } = HR4002.error({
    address: 'eu-west-1.aws.api.temporal.io:7233',
    namespace: 'shop.a1b2c',
    reason: '7 PERMISSION_DENIED: Request unauthorized.',
  });
  expect(message).toBe(
    [
      '[HR4002] The Temporal server at eu-west-1.aws.api.temporal.io:7233 refused access to namespace "shop.a1b2c": 7 PERMISSION_DENIED: Request unauthorized.',
      '  Why:     the server was reached, so address and TLS are right; what is wrong is the API key, the client certificate or their rights.',
      '  Fix:     check that the API key is whole and has not expired, that it may use this namespace, and that the address belongs to the kind of credentials (API key or certificate).',
      '  Docs:    https://handrail.dev/errors/HR4002        (offline: npx handrail explain HR4002)',
    ].join('\n'),
  );
});

it('says what can be seen to be wrong with the credentials', () => {
  const { message } = HR4002.error({
    address: 'eu-west-1.aws.api.temporal.io:7233',
    namespace: 'shop',
    reason: '16 UNAUTHENTICATED: Request unauthorized.',
    hints: [
      'the API key expired at 2026-01-01T00:00:00.000Z',
      'on Temporal Cloud a namespace ends in the account id ("shop.<account>"), and this one does not',
    ],
  });
  expect(message).toBe(
    [
      '[HR4002] The Temporal server at eu-west-1.aws.api.temporal.io:7233 refused access to namespace "shop": 16 UNAUTHENTICATED: Request unauthorized.',
      '  Why:     the server was reached, so address and TLS are right; the API key expired at 2026-01-01T00:00:00.000Z; on Temporal Cloud a namespace ends in the account id ("shop.<account>"), and this one does not.',
      '  Fix:     check that the API key is whole and has not expired, that it may use this namespace, and that the address belongs to the kind of credentials (API key or certificate).',
      '  Docs:    https://handrail.dev/errors/HR4002        (offline: npx handrail explain HR4002)',
    ].join('\n'),
  );
});
