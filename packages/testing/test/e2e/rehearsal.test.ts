import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApplicationFailure } from '@temporalio/common';
import { Client, Connection } from '@temporalio/client';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { TestWorkflowEnvironment } from '../../src/test-workflow-environment';
import { rehearsal, type RehearsalMode, type RehearsalOptions } from '../../src/rehearsal';

const workflows = new URL('../workflows/rehearsed.ts', import.meta.url);
const WITHIN_SERVER: RehearsalMode[] = ['retry-after-success', 'drop-completion', 'shadow'];

/** A bank that knows keys, and one that does not. */
const makeBank = () => {
  const transfers: { key: string; cents: number }[] = [];
  return {
    transfers,
    async once(key: string, cents: number) {
      if (!transfers.some((each) => each.key === key)) transfers.push({ key, cents });
      return `receipt of ${key}`;
    },
    async always(key: string, cents: number) {
      transfers.push({ key, cents });
      return `receipt of ${key}`;
    },
  };
};

async function rehearse(
  charge: (key: string, cents: number) => Promise<unknown>,
  options: RehearsalOptions,
  args: unknown[] = [],
): Promise<ReturnType<typeof rehearsal>['report']> {
  const plugin = rehearsal({ allowNamespaces: ['default'], ...options });
  await runWorker(
    { workflows, activities: { charge }, workerOptions: { plugins: [plugin] } },
    async ({ client, taskQueue }) =>
      client.workflow
        .execute('rehearsed', { workflowId: `rehearsed-${taskQueue}`, taskQueue, args: ['k1', ...args] })
        .catch(() => undefined),
  );
  return plugin.report;
}

describe.each(WITHIN_SERVER)('%s', (mode) => {
  it('lets the activity run twice, and finds nothing where it takes effect once', async () => {
    const bank = makeBank();
    let runs = 0;
    const charge = (key: string, cents: number) => {
      runs += 1;
      return bank.once(key, cents);
    };
    const report = await rehearse(charge, { mode, probe: () => bank.transfers });
    expect([runs, report.repeated, report.findings, report.pending]).toEqual([2, { charge: 1 }, [], 0]);
  });

  it('finds what takes effect twice', async () => {
    const bank = makeBank();
    const report = await rehearse(bank.always, { mode, probe: () => bank.transfers });
    expect(report.findings).toMatchObject([
      { verdict: 'DUPLICATE_EFFECT', code: 'HR6001', activityType: 'charge', alone: true, diff: [{ kind: 'more' }] },
    ]);
    expect(String(report)).toContain(`Rehearsal (${mode}, seed 1): 1 execution repeated, 1 finding.`);
    expect(String(report)).toContain('[HR6001] Activity "charge" takes effect more than once: it succeeds, ');
  });

  it('finds another answer', async () => {
    let count = 0;
    const report = await rehearse(async () => ({ number: ++count }), { mode });
    expect(report.findings).toMatchObject([
      { verdict: 'RESULT_DRIFT', diff: [{ path: 'number', expected: 1, actual: 2 }] },
    ]);
    expect(String(report)).toContain('Only results and failures were compared');
  });

  it('finds a repetition that cannot succeed', async () => {
    const known = new Set<string>();
    const charge = async (key: string) => {
      if (known.has(key)) throw ApplicationFailure.nonRetryable(`${key} exists`, 'AlreadyExists');
      known.add(key);
    };
    const report = await rehearse(charge, { mode });
    expect(report.findings).toMatchObject([
      { verdict: 'STUCK', detail: 'the repetition fails: AlreadyExists: k1 exists' },
    ]);
  });

  it('leaves failing activities alone', async () => {
    const report = await rehearse(async () => Promise.reject(ApplicationFailure.nonRetryable('declined')), { mode });
    expect([report.repeated, report.findings]).toEqual([{}, []]);
    expect(String(report)).toContain('Nothing was repeated, so nothing has been shown.');
  });
});

it('repeats nothing else than what it is told to', async () => {
  const bank = makeBank();
  const report = await rehearse(bank.always, { mode: 'shadow', only: ['refund'], probe: () => bank.transfers });
  expect([report.repeated, bank.transfers]).toEqual([{}, [{ key: 'k1', cents: 500 }]]);
  expect((await rehearse(bank.always, { mode: 'shadow', rate: 0 })).repeated).toEqual({});
});

it('does not fail an activity that has no attempt left', async () => {
  const bank = makeBank();
  const report = await rehearse(bank.once, { mode: 'retry-after-success' }, [1]);
  expect(report.skipped).toMatchObject([{ activityType: 'charge', why: 'this was the last of 1 attempts' }]);
  expect(bank.transfers).toHaveLength(1);
});

it('does not wait longer than it may', async () => {
  const report = await rehearse(makeBank().once, { mode: 'drop-completion', longestWaitMilliseconds: 1_000 });
  expect(report.skipped).toMatchObject([{ why: 'the server would retry it only after 2 seconds' }]);
});

it('kill: the worker dies after the success, and the next one compares', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const address = inject('temporalAddress');
  const taskQueue = `killed-${folder.slice(-6)}`;
  const reportFile = join(folder, 'report.json');
  const start = () =>
    fork(fileURLToPath(new URL('../programs/rehearse.cjs', import.meta.url)), {
      env: {
        ...process.env,
        ADDRESS: address,
        TASK_QUEUE: taskQueue,
        WORKFLOWS: fileURLToPath(workflows),
        JOURNAL: join(folder, 'journal'),
        REPORT: reportFile,
      },
    });
  const ended = (child: ReturnType<typeof start>) =>
    new Promise<string | number | null>((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection });
    const handle = await client.workflow.start('rehearsed', { workflowId: taskQueue, taskQueue, args: ['k1'] });
    expect(await ended(start())).toBe('SIGKILL');
    const second = start();
    const end = ended(second);
    await handle.result();
    second.send('stop');
    await end;
    expect(JSON.parse(await readFile(reportFile, 'utf8'))).toMatchObject({
      schema: 'handrail.rehearsal/1',
      mode: 'kill',
      repeated: { charge: 1 },
      findings: [{ verdict: 'DUPLICATE_EFFECT', workflowId: taskQueue }],
      pending: 0,
    });
  } finally {
    await connection.close();
    await rm(folder, { recursive: true });
  }
});

describe('a server that may be a production one', () => {
  const plugin = rehearsal({ mode: 'shadow', allowNamespaces: ['integration'] });
  const create = (address: string | undefined, namespace?: string) =>
    plugin.configureWorker({
      taskQueue: 'q',
      connection: { options: { address } } as never,
      ...(namespace !== undefined && { namespace }),
    });
  it.each([
    ['temporal.example.com:7233', 'payments', 'in namespace "payments" at temporal.example.com:7233'],
    ['localhost.example.com:7233', undefined, 'in namespace "default" at localhost.example.com:7233'],
    [undefined, 'payments', 'at an address that the connection does not tell'],
  ])('%s, %s is refused', (address, namespace, where) => {
    expect(() => create(address, namespace)).toThrow(`[HR6020] A rehearsal may not run activities again`);
    expect(() => create(address, namespace)).toThrow(where);
  });
  it.each([
    ['127.0.0.1:7233', undefined],
    ['localhost:7233', 'payments'],
    ['[::1]:7233', undefined],
    ['temporal.example.com:7233', 'integration'],
  ])('%s, %s is fine', (address, namespace) => {
    expect(create(address, namespace).interceptors?.activity).toHaveLength(1);
  });
});

it('starts on the server of a test environment without being told that it is one', async () => {
  const environment = await TestWorkflowEnvironment.createFromExistingServer({ address: inject('temporalAddress') });
  onTestFinished(() => environment.teardown());
  const connection = environment.nativeConnection;
  const options = rehearsal({ mode: 'shadow' }).configureWorker({ taskQueue: 'q', connection });
  expect(options.interceptors?.activity).toHaveLength(1);
});

it.each<[object, string]>([
  [
    { mode: 'both' },
    "The option mode of the rehearsal is 'both', but must be 'retry-after-success' or 'drop-completion' or 'shadow' or 'kill'.",
  ],
  [{ mode: 'shadow', rate: 7 }, 'The option rate of the rehearsal is 7, but must be a number from 0 to 1.'],
  [
    { mode: 'kill' },
    'The option reportFile of the rehearsal is undefined, but must be a path: the process that is killed must leave word',
  ],
  [{ mode: 'shadow', onyl: [] }, 'The rehearsal has no option onyl.'],
  [{ mode: 'shadow', onyl: [] }, 'Fix:     write only.'],
  [
    { mode: 'shadow', world: {} },
    'The option world of the rehearsal is an object, but must be a world, or a list of them.',
  ],
])('%j is refused by name', (options, message) => {
  expect(() => rehearsal(options as RehearsalOptions)).toThrow(message);
});
