import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { beforeAll, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';

let bindAddress: string;
beforeAll(async () => {
  bindAddress = `127.0.0.1:${await freePort()}`;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { metrics: { prometheus: { bindAddress } } },
  });
});

it('counts what the guards find as metrics of the SDK, by code, inside and outside of workflow code', async () => {
  await runWorker(
    {
      workflows: new URL('../workflows/long-activity.ts', import.meta.url),
      activities: { greet: async (name: string) => name },
      policy: { mode: 'warn' },
      workerPackage,
    },
    async ({ client, taskQueue }) => {
      await client.workflow.execute('longActivity', {
        args: ['Ada'],
        workflowId: randomUUID(),
        taskQueue,
        workflowRunTimeout: '1 minute',
      });
      await eventually(violations).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^handrail_guard_violations_total\{.*code="HR2003".*\} 1$/),
          expect.stringMatching(/^handrail_guard_violations_total\{.*code="HR2004".*\} 1$/),
        ]),
      );
    },
  );
});

async function violations(): Promise<string[]> {
  const text = await (await fetch(`http://${bindAddress}/metrics`)).text();
  return text.split('\n').filter((line) => line.includes('handrail'));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
