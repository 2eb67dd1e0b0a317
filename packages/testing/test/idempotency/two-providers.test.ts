// Two providers in one check: each is answered by its own world, and nothing of them is left behind.
import { request } from 'node:https';
import { expect, it } from 'vitest';
import { checkIdempotency, httpWorld, type World } from '../../src';

const native = globalThis.fetch;

function provider(name: string, origin = name): World {
  return httpWorld({
    name,
    origin: `https://${origin}.example`,
    state: { things: {} as Record<string, unknown> },
    routes: {
      'PUT /things/:id': ({ params, body, state }) => {
        state.things[params['id'] ?? ''] = body;
        return { status: 200, body: {} };
      },
    },
  });
}

type Send = (name: string, id: string, value: number) => Promise<unknown>;

const byFetch: Send = async (name, id, value) => {
  const response = await fetch(`https://${name}.example/things/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value }),
  });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
};

const byNode: Send = (name, id, value) =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`https://${name}.example/things/${id}`, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve(undefined) : reject(new Error(`${name}: ${response.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ value }));
  });

const verdictOf = async (activity: (id: string, value: number) => Promise<unknown>, world: World | World[]) => {
  const report = await checkIdempotency(activity, { args: ['a', 1], distinct: ['b', 2], world });
  return [report.verdict, ...report.reasons].join(' ');
};

it.each<[string, Send]>([
  ['fetch', byFetch],
  ['node:https', byNode],
])('are both seen, in whatever order, and let go of: %s', async (_, send) => {
  const both = async (id: string, value: number) => {
    await send('one', id, value);
    await send('two', id, value);
  };
  expect(await verdictOf(both, [provider('one'), provider('two')])).toBe('IDEMPOTENT');
  expect(await verdictOf(both, [provider('two'), provider('one')])).toBe('IDEMPOTENT');
  expect(globalThis.fetch).toBe(native);
  expect(await verdictOf((id, value) => send('one', id, value), provider('one'))).toBe('IDEMPOTENT');
  expect(globalThis.fetch).toBe(native);
});

it('may be those of two checks at the same time', async () => {
  const verdicts = await Promise.all(
    ['one', 'two'].map((name) => verdictOf((id, value) => byFetch(name, id, value), provider(name))),
  );
  expect(verdicts).toEqual(['IDEMPOTENT', 'IDEMPOTENT']);
  expect(globalThis.fetch).toBe(native);
});

it('are not taken for each other: what no world answers is said', async () => {
  const third = (id: string, value: number) => byFetch('third', id, value);
  expect(await verdictOf(third, [provider('one'), provider('two')])).toMatch(/^INCONCLUSIVE .*third\.example/);
});
