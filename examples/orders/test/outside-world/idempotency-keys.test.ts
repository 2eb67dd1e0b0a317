import { expect, it } from 'vitest';
import { IdempotencyKeys } from '../../src/outside-world/idempotency-keys';

const request = (key: string | undefined, body: unknown) => ({
  param: () => '',
  query: new URLSearchParams(),
  headers: key === undefined ? {} : { 'idempotency-key': key },
  body,
});

function setUp() {
  let now = 0;
  let performed = 0;
  const keys = new IdempotencyKeys(() => now);
  return {
    send: (key: string | undefined, body: unknown) =>
      keys.once(request(key, body), () => ({ status: 200, body: ++performed })),
    wait: (hours: number) => (now += hours * 60 * 60 * 1000),
  };
}

it('answers a repeat with the first reply and says so', () => {
  const { send } = setUp();
  send('k', { amount: 1 });

  expect(send('k', { amount: 1 })).toEqual({ status: 200, body: 1, headers: { 'idempotent-replayed': 'true' } });
});

it('refuses a used key with other parameters', () => {
  const { send } = setUp();
  send('k', { amount: 1 });

  expect(send('k', { amount: 2 })).toMatchObject({ status: 400, body: { error: { code: 'idempotency_error' } } });
});

it('performs requests with different keys, and without any, each time', () => {
  const { send } = setUp();

  expect([send('a', {}), send('b', {}), send(undefined, {}), send(undefined, {})].map(({ body }) => body)).toEqual([
    1, 2, 3, 4,
  ]);
});

it('forgets a key after a day: a retry later than that is a new request', () => {
  const { send, wait } = setUp();
  send('k', {});
  wait(23);
  expect(send('k', {}).body).toBe(1);
  wait(1);

  expect(send('k', {}).body).toBe(2);
});
