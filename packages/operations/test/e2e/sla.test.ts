// Finds late executions on a real server, and tells of each step once.
import { Client } from '@handrail/client';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@handrail/worker';
import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import {
  callbackSink,
  checkSla,
  type OperationsClient,
  setupSla,
  slaMonitor,
  type SlaNotice,
  startSlaMonitor,
} from '../../src';
import { ClaimService } from '../../src/sla/claim-service';
import { notificationId } from '../../src/sla/sla-notice';
import { SlaRounds } from '../../src/sla/sla-round';
import { newQueue } from '../support/server-rig';
import { Connection } from '@temporalio/client';

const KEYWORD = 2;

const workflows = new URL('../workflows/late.ts', import.meta.url);

/** Runs beside a worker, with a way to start executions and to look for those of this test. */
async function withLate(
  test: (rig: {
    client: Client;
    taskQueue: string;
    start(type: string, options: object): Promise<WorkflowHandle>;
    /** Monitors see the executions of all tests; these are the notices of this one. */
    notices: SlaNotice[];
    rounds(): SlaRounds;
  }) => Promise<void>,
): Promise<void> {
  await runWorker({ workflows, noReplay: 'one of the workflows fails on purpose' }, async ({ client, taskQueue }) => {
    const prefix = `late-${randomUUID()}`;
    let number = 0;
    const notices: SlaNotice[] = [];
    const sinks = [
      callbackSink((notice) => {
        if (notice.workflowId.startsWith(prefix)) notices.push(notice);
      }),
    ];
    await test({
      client,
      taskQueue,
      start: (type, options) =>
        client.workflow.start(type, { workflowId: `${prefix}-${number++}`, taskQueue, args: [], ...options }),
      notices,
      rounds: () => new SlaRounds(client, { sinks, every: '1 minute', stillEvery: '1 hour', warnBefore: '1 minute' }),
    });
  });
}

const untilListed = (client: Client, query: string, count = 1) =>
  expect.poll(async () => (await client.workflow.count(query)).count, { timeout: 20_000 }).toBe(count);

const past = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('registers what is missing, in a namespace of its own, and is a dry run first', async () => {
  const namespace = `sla-${randomUUID()}`;
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  const client = new Client({ connection, namespace });
  const states = async (options?: object) => (await setupSla(client, options)).attributes.map(({ state }) => state);
  await expect.poll(() => states().catch(() => []), { timeout: 20_000 }).toEqual(['missing', 'missing']);
  await expect
    .poll(() => checkSla(client).then(String, (error: Error) => error.message.split('\n', 1)[0]), { timeout: 20_000 })
    .toBe(
      `[HR7070] Namespace "${namespace}" has no search attribute "SlaDeadline" and no "OutOfTimeSla": an SLA cannot be kept there.`,
    );
  const start = () => client.workflow.start('order', { workflowId: 'order-1', taskQueue: 'nobody', sla: '1 hour' });
  await expect(start()).rejects.toThrow(/\[HR7070\] Namespace "sla-.*npx handrail sla setup --namespace 'sla-/s);
  await expect(
    client.schedule.create({
      scheduleId: 'nightly',
      spec: {},
      action: { type: 'startWorkflow', workflowType: 'order', taskQueue: 'nobody', sla: '1 hour' },
    }),
  ).rejects.toThrow('[HR7070] Namespace "sla-');
  expect(await states()).toEqual(['missing', 'missing']);
  expect(await states({ apply: true })).toEqual(['created', 'created']);
  await expect.poll(() => states({ apply: true }), { timeout: 20_000 }).toEqual(['exists', 'exists']);
  await expect.poll(() => start().then(() => 'started', String), { timeout: 20_000 }).toBe('started');
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { DueBy: KEYWORD } });
  const policy = { sla: { deadlineAttribute: 'DueBy', breachAttribute: 'OutOfTimeSla' } };
  const headOf = (error: Error) => error.message.split('\n', 1)[0];
  // The server understands a query that compares a word with a time, which finds nothing.
  await expect
    .poll(() => checkSla(client, { policy }).then(() => 'nothing is late', headOf), { timeout: 20_000 })
    .toBe(`[HR7070] Namespace "${namespace}" has "DueBy" as Keyword, not Datetime: an SLA cannot be kept there.`);
  const mistaken = new SlaRounds(client, { policy, sinks: [callbackSink(() => {})] });
  await expect(mistaken.look(undefined)).rejects.toThrow('[HR7070] Namespace "sla-');
  await expect(
    setupSla(client, { apply: true, policy: { sla: { deadlineAttribute: 'OutOfTimeSla', breachAttribute: 'Late' } } }),
  ).rejects.toThrow('has no search attribute "Late", and has "OutOfTimeSla" as Bool, not Datetime');
  // As a server on SQL keeps it where two have registered it at the same moment.
  const twice = new Proxy(client.workflowService, {
    get: (service, name) =>
      name === 'describeNamespace'
        ? async () => ({
            config: { customSearchAttributeAliases: { Datetime02: 'SlaDeadline', Datetime01: 'SlaDeadline' } },
          })
        : (Reflect.get(service, name) as unknown),
  });
  await expect(
    setupSla({ connection, options: client.options, workflowService: twice } as OperationsClient),
  ).rejects.toThrow(
    `[HR7070] Namespace "${namespace}" has "SlaDeadline" twice, in Datetime01 and Datetime02: an SLA cannot be kept there.`,
  );
  await connection.close();
});

it('lists what is late and what is near, also what no worker takes and what fails', async () => {
  await withLate(async ({ client, taskQueue, start }) => {
    const owned = { memo: { owner: 'payments' } };
    const late = await start('wait', { sla: 500, ...owned });
    const failing = await start('fail', { sla: 600 });
    const nobody = await start('wait', { sla: 700, taskQueue: newQueue('nobody') });
    const near = await start('wait', { sla: '10 minutes' });
    const far = await start('wait', { sla: '2 hours' });
    const done = await start('end', { sla: 3_000 });
    await done.result();
    await untilListed(client, `WorkflowId = "${far.workflowId}"`);
    await past(3_000);
    const ours = [late, failing, nobody, near, far, done].map(({ workflowId }) => workflowId);
    const { late: foundLate, near: foundNear } = await checkSla(client, { warnBefore: '20 minutes' });
    const ids = (entries: readonly { workflowId: string }[]) =>
      entries.map(({ workflowId }) => workflowId).filter((id) => ours.includes(id));
    expect(ids(foundLate)).toEqual([late, failing, nobody].map(({ workflowId }) => workflowId));
    // Not in the first half of its SLA.
    expect(ids(foundNear)).toEqual([]);
    expect(foundLate.find(({ workflowId }) => workflowId === late.workflowId)).toMatchObject({
      workflowType: 'wait',
      state: 'late',
      status: 'RUNNING',
      owner: 'payments',
      closeTime: null,
    });
    const later = await checkSla(client, { now: () => Date.now() + 6 * 60_000 });
    expect(ids(later.near)).toEqual([near.workflowId]);
    for (const handle of [late, failing, nobody, near, far]) await handle.terminate();
    expect(taskQueue).toBeDefined();
  });
});

it('tells of each step once, whichever of two monitors sees it first', async () => {
  await withLate(async ({ client, start, notices, rounds }) => {
    const handles = await Promise.all(Array.from({ length: 20 }, () => start('wait', { sla: 3_000 })));
    await untilListed(client, `WorkflowId STARTS_WITH "${handles[0]!.workflowId.slice(0, 20)}"`, 20);
    const [one, other] = [rounds(), rounds()];
    const both = () => Promise.all([one.look(undefined), other.look(undefined)]);
    const told = (severity: string) => notices.filter((each) => each.severity === severity);
    const untilTold = async (severity: string) => {
      await expect.poll(async () => (await both(), told(severity).length), { timeout: 20_000, interval: 200 }).toBe(20);
      await both();
      expect(told(severity)).toHaveLength(20);
    };
    await untilTold('breach');
    // A process that begins anew knows what the server knows.
    expect(await rounds().look(undefined)).toMatchObject({ taken: 0, failed: 0 });
    expect(told('breach')).toHaveLength(20);
    expect(new Set(notices.map(({ notificationId }) => notificationId)).size).toBe(notices.length);
    const [breach] = told('breach');
    expect(breach).toMatchObject({
      schema: 'handrail.sla-notice/1',
      code: 'HR7072',
      verdict: { cause: 'signal-wait', healthy: true },
      message: expect.stringMatching(
        /^\[HR7072\] Workflow "wait" \(late-.*\) is out of its SLA, for \d+ seconds?: Workflow/,
      ) as unknown,
    });
    for (const handle of handles) await handle.terminate();
  });
});

it('tells of what has ended late in between, and not of what has ended in time', async () => {
  await withLate(async ({ client, start, notices, rounds }) => {
    const late = await start('endAfter', { sla: 1_000, args: [2_000] });
    const inTime = await start('endAfter', { sla: 6_000, args: [500] });
    await late.result();
    await inTime.result();
    await past(1_200);
    await untilListed(client, `WorkflowId = "${late.workflowId}" AND ExecutionStatus = "Completed"`);
    await rounds().look(undefined);
    expect(notices).toMatchObject([{ workflowId: late.workflowId, severity: 'breach', status: 'COMPLETED' }]);
  });
});

it('delivers again, under the same id, what a sink has not taken or a monitor has died with', async () => {
  await withLate(async ({ client, start, rounds }) => {
    const handle = await start('wait', { sla: 500 });
    await untilListed(client, `WorkflowId = "${handle.workflowId}"`);
    await past(500);
    const ids: string[] = [];
    let isDown = true;
    const failing = new SlaRounds(client, {
      stillEvery: '1 hour',
      sinks: [
        callbackSink(({ workflowId, notificationId }) => {
          if (workflowId !== handle.workflowId) return;
          ids.push(notificationId);
          if (isDown) throw new Error('out of order');
        }),
      ],
    });
    const { failed, checkedUntil } = await failing.look(1);
    expect({ failed, checkedUntil }).toEqual({ failed: 1, checkedUntil: 1 });
    isDown = false;
    // Its lease has to run out, as that of a monitor that was killed.
    await expect
      .poll(async () => (await failing.look(undefined), ids.length), { timeout: 30_000, interval: 1_000 })
      .toBe(2);
    await failing.look(undefined);
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(await new ClaimService(client, 'a test').state(ids[0]!)).toMatchObject({ kind: 'delivered' });
    await rounds().look(undefined);
    await handle.terminate();
  });
});

it('delivers to each sink once where another one fails, whichever of two monitors does it', async () => {
  await withLate(async ({ client, start }) => {
    const handle = await start('wait', { sla: 500 });
    await untilListed(client, `WorkflowId = "${handle.workflowId}"`);
    await past(500);
    const got: string[] = [];
    let isDown = true;
    const ours = (act: (id: string) => void) => (notice: SlaNotice) =>
      notice.workflowId === handle.workflowId ? act(notice.notificationId) : undefined;
    const pager = () => {
      if (isDown) throw new Error('out of order');
      got.push('the pager');
    };
    // Two of one name are two.
    const sinks = [
      callbackSink(
        ours(() => got.push('the log')),
        'the log',
      ),
      callbackSink(ours(pager), 'the pager'),
      callbackSink(
        ours(() => got.push('another log')),
        'the log',
      ),
    ];
    const [one, other] = [1, 2].map(() => new SlaRounds(client, { sinks, stillEvery: '1 hour' }));
    const looks = async (monitor = one) => {
      for (let look = 0; look < 2; look++) await monitor!.look(undefined);
    };
    await looks(one);
    await looks(other);
    await Promise.all([looks(one), looks(other)]);
    expect(got.sort()).toEqual(['another log', 'the log']);
    isDown = false;
    await looks(other);
    await looks(one);
    expect(got.sort()).toEqual(['another log', 'the log', 'the pager']);
    await handle.terminate();
  });
});

it('finds all that are late, a part in each look, where one does not go through all', async () => {
  await withLate(async ({ client, start }) => {
    const handles = await Promise.all(Array.from({ length: 12 }, () => start('wait', { sla: 500 })));
    await untilListed(client, `WorkflowId STARTS_WITH "${handles[0]!.workflowId.slice(0, 20)}"`, 12);
    await past(500);
    const ids = new Set(handles.map(({ workflowId }) => workflowId));
    const told = new Set<string>();
    const sinks = [callbackSink(({ workflowId }) => void (ids.has(workflowId) && told.add(workflowId)))];
    const rounds = new SlaRounds(client, { sinks, stillEvery: '1 hour', warnBefore: 1, most: 5 });
    // Others of this file may be late, too.
    await expect.poll(async () => (await rounds.look(undefined), told.size), { timeout: 20_000, interval: 1 }).toBe(12);
    const { notExamined } = await rounds.look(undefined);
    expect(notExamined).toEqual([]);
    for (const handle of handles) await handle.terminate();
  });
});

it('finds the run of a schedule that has never begun', async () => {
  await withLate(async ({ client, notices, rounds, start }) => {
    const { workflowId } = await start('end', {});
    const id = `${workflowId}-scheduled`;
    const schedule = await client.schedule.create({
      scheduleId: id,
      spec: {},
      action: {
        type: 'startWorkflow',
        workflowType: 'wait',
        workflowId: id,
        taskQueue: newQueue('nobody'),
        args: [],
        sla: 500,
      },
      state: { triggerImmediately: true },
    });
    await untilListed(client, `WorkflowId STARTS_WITH "${id}" AND OutOfTimeSla = false`);
    await past(500);
    await rounds().look(undefined);
    expect(notices).toMatchObject([{ severity: 'breach', verdict: { cause: 'no-workflow-worker' } }]);
    await client.workflow.getHandle(notices[0]!.workflowId).terminate();
    await schedule.delete();
  });
});

it('runs as a schedule with a workflow, and tells of what happened while no worker ran', async () => {
  await withLate(async ({ client, start }) => {
    const handle = await start('wait', { sla: 500 });
    const told: SlaNotice[] = [];
    const id = `monitor-${randomUUID()}`;
    const monitor = slaMonitor(client, {
      every: '1 second',
      stillEvery: '1 hour',
      taskQueue: id,
      scheduleId: id,
      sinks: [callbackSink((notice) => void (notice.workflowId === handle.workflowId && told.push(notice)))],
    });
    await monitor.schedule();
    await monitor.schedule();
    const { taskQueue, workflowsPath, activities } = monitor;
    const { NativeConnection } = await import('@temporalio/worker');
    const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
    const worker = await Worker.create({ connection, taskQueue, workflowsPath, activities });
    await worker.runUntil(async () => {
      await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
      const { info } = await client.schedule.getHandle(id).describe();
      await expect
        .poll(async () => (await client.schedule.getHandle(id).describe()).info.numActionsTaken, { timeout: 20_000 })
        .toBeGreaterThan(info.numActionsTaken + 1);
      await client.schedule.getHandle(id).delete();
      await expect
        .poll(async () => (await client.workflow.count(`TaskQueue = "${id}" AND ExecutionStatus = "Running"`)).count, {
          timeout: 20_000,
        })
        .toBe(0);
    });
    expect(told).toHaveLength(1);
    await connection.close();
    await handle.terminate();
  });
});

it('looks at each interval until it is stopped, and goes on after an error', async () => {
  await withLate(async ({ client, start, notices }) => {
    const handle = await start('wait', { sla: 700 });
    const errors: unknown[] = [];
    const monitor = startSlaMonitor(client, {
      every: 300,
      stillEvery: '1 hour',
      sinks: [callbackSink((notice) => void (notice.workflowId === handle.workflowId && notices.push(notice)))],
      onError: (error) => errors.push(error),
    });
    await expect.poll(() => notices.some(({ severity }) => severity === 'breach'), { timeout: 20_000 }).toBe(true);
    await monitor.stop();
    expect(errors).toEqual([]);
    expect(() => startSlaMonitor(client, { sinks: [] })).toThrow(
      '[HR7073] The SLA monitor has sinks: none, which leaves nobody to tell.',
    );
    expect(() => startSlaMonitor(client, { sinks: [callbackSink(() => {})], every: '1 millisecond' })).toThrow(
      "[HR7073] The SLA monitor has every: '1 millisecond', which is shorter than 100 milliseconds.",
    );
    await handle.terminate();
  });
});

it('tells of a breach when it happens, and not only at the next look; an extension counts until then', async () => {
  await withLate(async ({ client, taskQueue, start, notices }) => {
    const late = await start('wait', { sla: 12_000 });
    const extended = await start('waitLonger', { sla: 12_000 });
    const ended = await start('wait', { sla: 12_000 });
    await untilListed(client, `TaskQueue = "${taskQueue}"`, 3);
    let looks = 0;
    const monitor = startSlaMonitor(client, {
      every: '1 hour',
      warnBefore: 1,
      sinks: [callbackSink((notice) => void notices.push(notice))],
      onRound: () => looks++,
    });
    await expect.poll(() => looks, { timeout: 10_000 }).toBe(1);
    await extended.signal('extend');
    await ended.terminate();
    await expect
      .poll(() => notices.map(({ workflowId }) => workflowId), { timeout: 25_000 })
      .toContain(late.workflowId);
    await monitor.stop();
    const own = notices.filter(({ workflowId }) =>
      [late, extended, ended].some((handle) => handle.workflowId === workflowId),
    );
    expect(own).toMatchObject([{ workflowId: late.workflowId, severity: 'breach', verdict: { cause: 'signal-wait' } }]);
    expect(looks).toBe(1);
    await Promise.all([late.terminate(), extended.terminate()]);
  });
});

it('tells of nothing before its time by the clock of the server, however wrong that of this machine is', async () => {
  await withLate(async ({ client, start }) => {
    const notices: SlaNotice[] = [];
    const skewed = (hours: number) => {
      const sinks = [callbackSink((notice) => void notices.push(notice))];
      const options = { sinks, stillEvery: '1 hour', warnBefore: '1 second' } as const;
      return new SlaRounds(client, options, false, () => Date.now() + hours * 3_600_000);
    };
    const early = await start('wait', { sla: '2 hours' });
    const late = await start('wait', { sla: 500 });
    await untilListed(client, `WorkflowId STARTS_WITH "${late.workflowId.slice(0, 20)}"`, 2);
    await past(500);
    const ours = () =>
      notices
        .filter(({ workflowId }) => [early, late].some((each) => each.workflowId === workflowId))
        .map(({ workflowId, severity, lateMilliseconds }) => [workflowId, severity, lateMilliseconds < 60_000]);
    const ahead = skewed(3);
    // The first look finds two that seem to be late, and learns what time it is.
    for (let look = 0; look < 3; look++) await ahead.look(undefined);
    expect(ours()).toEqual([[late.workflowId, 'breach', true]]);
    // Another monitor may tell of it when its time has come.
    const id = notificationId('default', early.workflowId, (await deadlineOf(client, early)) ?? '', BREACH);
    expect(await new ClaimService(client, 'a test').isDelivered(id)).toBe(false);
    for (const handle of [early, late]) await handle.terminate();
  });
});

it('tells in time of what is late where the clock of this machine is behind', async () => {
  await withLate(async ({ client, start }) => {
    const notices: SlaNotice[] = [];
    const late = await start('wait', { sla: 500 });
    await untilListed(client, `WorkflowId = "${late.workflowId}"`);
    await past(500);
    const sinks = [callbackSink((notice) => void (notice.workflowId === late.workflowId && notices.push(notice)))];
    const behind = () => Date.now() - 3 * 3_600_000;
    await new SlaRounds(client, { sinks, stillEvery: '1 hour', warnBefore: '1 second' }, false, behind).look(undefined);
    expect(notices).toMatchObject([{ severity: 'breach' }]);
    await late.terminate();
  });
});

it('is not held up by a sink that does not answer', { timeout: 90_000 }, async () => {
  await withLate(async ({ client, start }) => {
    const handles = await Promise.all(Array.from({ length: 40 }, () => start('wait', { sla: 500 })));
    const ids = new Set(handles.map(({ workflowId }) => workflowId));
    await untilListed(client, `WorkflowId STARTS_WITH "${handles[0]!.workflowId.slice(0, 20)}"`, 40);
    await past(500);
    const got = new Map<string, number>();
    const sinks = [
      callbackSink(() => new Promise<void>(() => {}), 'the pager'),
      callbackSink(({ workflowId, notificationId: id }) => {
        if (ids.has(workflowId)) got.set(id, (got.get(id) ?? 0) + 1);
      }),
    ];
    const rounds = new SlaRounds(client, { sinks, stillEvery: '1 hour', every: '10 minutes', sinkTimeout: '1 second' });
    await rounds.look(undefined);
    await rounds.look(undefined);
    expect([...got.values()]).toEqual(Array.from({ length: 40 }, () => 1));
    for (const handle of handles) await handle.terminate();
  });
});

const BREACH = { severity: 'breach', number: 0 } as const;

async function deadlineOf(client: Client, { workflowId }: WorkflowHandle): Promise<string | undefined> {
  const { late, near } = await checkSla(client, { now: () => Date.now() + 3 * 3_600_000 });
  return [...late, ...near].find((each) => each.workflowId === workflowId)?.deadline;
}
