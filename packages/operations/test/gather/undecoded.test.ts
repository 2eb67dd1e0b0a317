// What stands between us and the wire decides whether an answer can be had before it is decoded.
import { Client as HandrailClient } from '@handrail/client';
import { bareServiceOf, noteBareService } from '@handrail/common/host';
import { Client, Connection, type ConnectionLike, WorkflowService } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { historyPage } from '../../src/gather/history-shape';
import { callInShape } from '../../src/gather/undecoded';

const PAGE = { history: { events: [{ eventId: 7, eventType: 5 }] }, nextPageToken: Buffer.from('next') };
const BYTES = Buffer.from([...[0x0a, 0x06, 0x0a, 0x04, 0x08, 0x07, 0x18, 0x05], 0x1a, 0x04, ...PAGE.nextPageToken]);
const request = { namespace: 'payments', execution: { workflowId: 'order-1' } };

type Answer = (data: Uint8Array) => Uint8Array | object | Error;

/** A connection as the SDK makes it: its service's methods are functions on an object of their own. */
function connect(answer: Answer, isWrapped = true) {
  const calls: { readonly name: string; readonly metadata: unknown; readonly isKnown: boolean }[] = [];
  let metadata: unknown;
  const service = WorkflowService.create((method, data, done) => {
    calls.push({ name: method.name, metadata, isKnown: Buffer.from(data).includes('order-1') });
    const given = answer(data);
    if (given instanceof Error) done(given);
    else done(null, given as Uint8Array);
  });
  const connection = {
    workflowService: isWrapped ? { ...service } : service,
    withMetadata: async <T>(given: unknown, run: () => Promise<T>) => {
      metadata = given;
      try {
        return await run();
      } finally {
        metadata = undefined;
      }
    },
  } as unknown as ConnectionLike;
  const ask = (from: WorkflowService = connection.workflowService) =>
    callInShape(connection, from, 'payments', (each) => each.getWorkflowExecutionHistory(request), historyPage);
  return { connection, calls, ask };
}

describe('a page of a history', () => {
  it.each([true, false])(
    'is read as it comes off the wire (methods on an object of their own: %s)',
    async (isWrapped) => {
      const { ask, calls } = connect(() => BYTES, isWrapped);
      const page = await ask();
      expect(page.history?.events?.map(({ eventId }) => eventId)).toEqual([7]);
      expect(Buffer.from(page.nextPageToken).toString()).toBe('next');
      // Not by the SDK, whose events have a field for everything.
      expect(page.history?.events?.[0]).not.toHaveProperty('taskId');
      expect(calls).toEqual([
        { name: 'GetWorkflowExecutionHistory', metadata: { 'temporal-namespace': 'payments' }, isKnown: true },
      ]);
    },
  );

  it('is read so behind a service that only explains errors', async () => {
    const { connection, ask } = connect(() => BYTES);
    const explaining = new Proxy(connection.workflowService, {});
    noteBareService(explaining, connection.workflowService);
    expect((await ask(explaining)).history?.events?.[0]).not.toHaveProperty('taskId');
  });

  it('is asked of the service that somebody has put before that of the connection', async () => {
    const { connection, ask, calls } = connect(() => BYTES);
    const own = new Proxy(connection.workflowService, {
      get: (target, name) =>
        name === 'getWorkflowExecutionHistory'
          ? () => Promise.resolve({ ...PAGE, isOwn: true })
          : (Reflect.get(target, name) as unknown),
    });
    expect(await ask(own)).toMatchObject({ isOwn: true });
    expect(calls).toEqual([]);
  });

  it('is taken as it is where the connection decodes it', async () => {
    const { root } = WorkflowService as unknown as {
      root: { lookupType(name: string): { create(of: object): object } };
    };
    const type = root.lookupType('temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse');
    const { ask } = connect(() => type.create(PAGE), false);
    expect(await ask()).toMatchObject({ history: { events: [{ eventId: 7 }] } });
  });

  it('is not there where the call fails', async () => {
    const refused = Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7, details: 'no' });
    const { ask } = connect(() => refused);
    await expect(ask()).rejects.toBe(refused);
  });

  it('is not guessed where the answer is cut short', async () => {
    const { ask } = connect(() => BYTES.subarray(0, -1));
    await expect(ask()).rejects.toThrow('cut short');
  });
});

it.each([
  ['the SDK', Client],
  ['Handrail', HandrailClient],
])('a client of %s leads to the answers of its connection', async (_name, Client) => {
  const connection = Connection.lazy();
  const { workflowService } = new Client({ connection });
  expect(bareServiceOf(workflowService)).toBe(connection.workflowService);
  expect(connection.workflowService.rpcImpl).toBeTypeOf('function');
  await connection.close();
});
