import { expect, it } from 'vitest';
import { HR6015 } from '../../src';

it('says how long it has waited, and what ends it', () => {
  const { message } = HR6015.error({ key: 'charge/order-1', waited: '10 seconds' });
  expect(message).toBe(
    [
      '[HR6015] Another attempt is at work on the key "charge/order-1": it did not end within 10 seconds.',
      '  Why:     both would take effect if this one went on.',
      '  Fix:     let the activity be retried, as it is by default. A transaction that hangs is ended by the database after idleTimeout, and its key is free then.',
      '  Docs:    https://handrail.dev/errors/HR6015        (offline: npx handrail explain HR6015)',
    ].join('\n'),
  );
});
