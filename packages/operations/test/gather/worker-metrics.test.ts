import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { gatherWorkerMetrics } from '../../src/gather/worker-metrics';
import { ServerCalls } from '../../src/internal/server-calls';

const METRICS = 'temporal_num_pollers{namespace="default",task_queue="orders"} 5\n';

let stop = async () => {};
afterEach(() => stop());

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What is read at an address, and what is said of it. */
async function gather(address: string) {
  // Nothing here asks the Temporal server.
  const calls = new ServerCalls({} as never);
  const found = await gatherWorkerMetrics(calls, [address]);
  return { samples: found.flat().length, said: calls.notExamined.map(({ what, why }) => `${what}: ${why}`) };
}

it('reads what a worker answers', async () => {
  const host = await serve((_, response) => response.end(METRICS));
  expect(await gather(`http://${host}/metrics`)).toEqual({ samples: 1, said: [] });
});

it('gives name and password as they are asked for, and never says them', async () => {
  const host = await serve(({ headers }, response) => {
    const isKnown = headers.authorization === `Basic ${Buffer.from('ops:p@ss').toString('base64')}`;
    response.writeHead(isKnown ? 200 : 401).end(METRICS);
  });
  expect(await gather(`http://ops:p%40ss@${host}/metrics`)).toEqual({ samples: 1, said: [] });
  expect((await gather(`http://ops:wrong@${host}/metrics?key=secret`)).said).toEqual([
    `worker metrics at http://${host}/metrics: it answers 401`,
  ]);
});

it.each([
  ['another page', '<html>hello</html>', 'it holds no metrics of a Temporal worker'],
  ['the metrics of something else', 'go_goroutines 12\n', 'it holds no metrics of a Temporal worker'],
])('says that it found %s', async (_, text, why) => {
  const host = await serve((_request, response) => response.end(text));
  expect((await gather(`http://${host}/`)).said).toEqual([`worker metrics at http://${host}/: ${why}`]);
});

it('goes nowhere else', async () => {
  const host = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
  const { samples, said } = await gather(`http://${host}/`);
  expect(samples).toBe(0);
  expect(said).toEqual([`worker metrics at http://${host}/: unexpected redirect`]);
});

it('reads no endless answer', async () => {
  const host = await serve((_, response) => {
    const write = () => {
      while (response.write(METRICS.repeat(10_000)));
    };
    response.on('drain', write);
    write();
  });
  expect((await gather(`http://${host}/`)).said).toEqual([
    `worker metrics at http://${host}/: its answer is larger than 16 MiB`,
  ]);
});
