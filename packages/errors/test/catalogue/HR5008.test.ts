import { expect, it } from 'vitest';
import { HR5008 } from '../../src';

it('names the namespace and how to create it', () => {
  const { message } = HR5008.error({ namespace: 'prod-typo', taskQueue: 'orders' });
  expect(message).toBe(
    [
      '[HR5008] The worker of task queue "orders" polls in the namespace "prod-typo", which the server does not have.',
      '  Why:     a task queue belongs to a namespace: the workflows that wait for this worker are in another one.',
      "  Fix:     correct namespace in Worker.create, or create it: temporal operator namespace create --namespace prod-typo. On Temporal Cloud the name ends in the account's id (orders.a1b2c).",
      '  Docs:    https://handrail.dev/errors/HR5008        (offline: npx handrail explain HR5008)',
    ].join('\n'),
  );
});
