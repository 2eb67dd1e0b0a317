// What is thrown where a worker is made or runs, or a history is replayed: by the SDK alone, and by Handrail.
import { codeOf } from '@handrail/errors';
import { Connection } from '@temporalio/client';
import * as raw from '@temporalio/worker';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { keepWorkerLog } from '../../../../test-support/worker-log';
import * as ours from '../../src';

type Package = Pick<typeof raw, 'bundleWorkflowCode'> & {
  readonly Worker: Pick<typeof raw.Worker, 'create' | 'runReplayHistory'>;
  readonly NativeConnection: Pick<typeof raw.NativeConnection, 'connect'>;
};

const report: { mistake: string; raw: string; ours: string }[] = [];
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  await keepWorkerLog();
});
afterAll(async () => {
  for (const each of opened) await each.close();
  mkdirSync('.cache/reports', { recursive: true });
  writeFileSync('.cache/reports/raw-errors-worker.json', `${JSON.stringify(report, undefined, 2)}\n`);
});

const activities = { charge: async () => 'charged' };
const workflowsPath = fileURLToPath(new URL('../workflows/greet.ts', import.meta.url));
const dynamicImport = fileURLToPath(new URL('../workflows/dynamic-import.ts', import.meta.url));

async function connected({ NativeConnection }: Package): Promise<raw.NativeConnection> {
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  opened.push(connection);
  return connection;
}

/** Makes a worker that could run, but for the options given, and lets it run for a moment. */
const worker = (options: object) => async (handrail: Package) => {
  const own = await connected(handrail);
  const made = await handrail.Worker.create({ connection: own, taskQueue: 'orders', activities, ...options });
  await made.runUntil(async () => undefined);
};

const connect = (options: raw.NativeConnectionOptions) => async (handrail: Package) => {
  opened.push(await handrail.NativeConnection.connect(options));
};

async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `127.0.0.1:${port}`;
}

interface Mistake {
  readonly code: string;
  readonly wrong: (handrail: Package) => Promise<unknown>;
  readonly right: (handrail: Package) => Promise<unknown>;
}

const MISTAKES: Record<string, Mistake> = {
  'a worker whose server is not there': {
    code: 'HR5007',
    wrong: async (handrail) => await connect({ address: await deadAddress() })(handrail),
    right: (handrail) => connected(handrail),
  },
  'a worker with TLS against plain text': {
    code: 'HR5007',
    wrong: (handrail) => connect({ address: inject('temporalAddress'), tls: true })(handrail),
    right: (handrail) => connected(handrail),
  },
  'a worker with an address that has a scheme': {
    code: 'HR4006',
    wrong: (handrail) => connect({ address: `http://${inject('temporalAddress')}` })(handrail),
    right: (handrail) => connected(handrail),
  },
  'a worker in a namespace that does not exist': {
    code: 'HR5008',
    wrong: worker({ namespace: 'prod-typo' }),
    right: worker({ namespace: 'default' }),
  },
  'a worker without a task queue': {
    code: 'HR5009',
    wrong: worker({ taskQueue: '' }),
    right: worker({ taskQueue: 'orders' }),
  },
  'a worker with nothing to run': {
    code: 'HR5005',
    wrong: worker({ activities: {} }),
    right: worker({ activities }),
  },
  'a worker whose activities are no functions': {
    code: 'HR5005',
    wrong: worker({ activities: { charge: undefined } }),
    right: worker({ activities }),
  },
  "a worker on a client's Connection": {
    code: 'HR5006',
    wrong: async (handrail) => {
      const connection = await Connection.connect({ address: inject('temporalAddress') });
      opened.push(connection);
      await worker({ connection })(handrail);
    },
    right: worker({}),
  },
  'workflowsPath that does not exist': {
    code: 'HR1020',
    wrong: worker({ workflowsPath: '/nowhere/workflows.ts' }),
    right: worker({ workflowsPath }),
  },
  'a workflow bundle whose file does not exist': {
    code: 'HR1020',
    wrong: worker({ workflowBundle: { codePath: '/nowhere/bundle.js' } }),
    right: worker({ workflowsPath }),
  },
  'a dynamic import in workflow code': {
    code: 'HR1023',
    wrong: worker({ workflowsPath: dynamicImport }),
    right: worker({ workflowsPath }),
  },
  'a history that is empty': {
    code: 'HR8003',
    wrong: ({ Worker }) => Worker.runReplayHistory({ workflowsPath }, { events: [] }),
    right: () => Promise.resolve(),
  },
};

describe.each(Object.entries(MISTAKES))('%s', (mistake, { code, wrong, right }) => {
  it(`is ${code}`, async () => {
    const before = await failureOf(() => wrong(raw));
    const after = await failureOf(() => wrong(ours));
    const head = after.message.split('\n').find((line) => line.startsWith(`[${code}] `)) ?? '';
    report.push({ mistake, raw: `${before.name}: ${before.message.split('\n', 1)[0] ?? ''}`, ours: head });
    expect(codeOf(after), after.message).toBe(code);
    expect(head).not.toBe('');
    expect(after.message).toMatch(/\n {2}Why: {5}\S[^]*\n {2}Fix: {5}\S/);
    expect(codeOf(before)).toBeUndefined();
  });

  it('its right twin runs', async () => {
    await right(ours);
  });
});

async function failureOf(call: () => Promise<unknown>): Promise<Error> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
