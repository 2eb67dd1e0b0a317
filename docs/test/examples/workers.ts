import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scenarios } from '../support/scenario';

/** The address of a bank that refuses once, with a long page. */
let bank = '';

async function openBank(): Promise<string> {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.writeHead(calls === 1 ? 500 : 200).end('x'.repeat(50_000));
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** HR3014, HR5… and HR6…: what a worker is made of, and what its activities and workflows do. */
export const workers: Scenarios = {
  HR3014: {
    async before() {
      bank = await openBank();
    },
    get args() {
      return [bank];
    },
  },
  HR5006: { replace: { both: { 'localhost:7233': { server: 'plain' } } } },
  HR5007: { replace: { both: { 'localhost:8233': { server: 'dead' }, 'localhost:7233': { server: 'plain' } } } },
  HR6012: {
    args: { wrong: [{}], right: ['2026-01'] },
    activities: { charge: async (key: string) => key },
  },
  HR5018: {
    wrong: { replace: { both: { 'localhost:7233': { server: 'plain' } } } },
    // Its worker runs here from the beginning.
    right: { replace: { both: { 'localhost:7233': { server: 'plain' } } }, call: () => undefined },
  },
  HR5009: { environment: { TASK_QUEUE: undefined } },
};
