// What is told of the results of handlers, and of those that take too long, without a server.
import { resolvePolicy, setHost } from '@handrail/common/host';
import { HR5044 } from '@handrail/errors';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nexusOperations, notingStarts } from '../../src/internal/nexus-operations';

const warn = vi.fn();
beforeEach(() => setHost({ logger: { warn } as never }));
afterEach(() => {
  setHost({});
  warn.mockClear();
});

const logged = () => warn.mock.calls.map(([message]) => String(message).split('\n', 1)[0]);
const FOR_OPERATION = Symbol.for('__temporal_internal_client_workflow_start_options');

/** Lets the worker's part see what a handler gives. */
async function start(
  handler: () => unknown,
  mode: 'enforce' | 'warn' = 'enforce',
  abortSignal?: AbortSignal,
  factory = nexusOperations({}, resolvePolicy({ mode })),
  requestId = 'request-1',
) {
  const context = { service: 'pay', operation: 'charge', abortSignal: abortSignal ?? new AbortController().signal };
  const { inbound } = factory(context as never);
  return await inbound!.startOperation!(
    { ctx: { requestId } } as never,
    (async () => ({ result: await handler() })) as never,
  );
}

const tokenOf = (workflowId: unknown) =>
  Buffer.from(JSON.stringify({ t: 1, ns: 'default', wid: workflowId })).toString('base64url');

it.each<[string, unknown, string]>([
  ['a token by hand', { token: 'order-1' }, 'an object with the field token'],
  ['the value itself', { id: 1, total: 2 }, 'an object with the fields id, total'],
  ['a number', 5, '5'],
  ['a text', 'receipt', 'a text'],
  ['nothing', undefined, 'undefined'],
  ['no token', { isAsync: true, token: undefined }, 'HandlerStartOperationResult.async(undefined)'],
  ['an empty token', { isAsync: true, token: '' }, "HandlerStartOperationResult.async('')"],
  ['a token that is no text', { isAsync: true, token: { id: 1 } }, 'HandlerStartOperationResult.async(an object)'],
])('HR5042 refuses what is no result of an operation: %s', async (_, result, words) => {
  await expect(start(() => result)).rejects.toMatchObject({
    type: 'HR5042',
    nonRetryable: true,
    message: expect.stringContaining(
      `[HR5042] The start method of Nexus operation "pay.charge" returned ${words}, which is no result of an operation.`,
    ),
  });
});

it('HR5042 is only told in warn mode, except of nothing at all, of which the SDK fails', async () => {
  expect(await start(() => ({ token: 'order-1' }), 'warn')).toEqual({ result: { token: 'order-1' } });
  expect(logged()).toEqual([expect.stringContaining('[HR5042] ')]);
  await expect(start(() => undefined, 'warn')).rejects.toThrow('[HR5042]');
});

it('takes what the SDK takes, and only warns where that is a part of what was returned', async () => {
  for (const result of [{ value: 1 }, { isAsync: undefined, value: 1 }, { isAsync: 1, token: 'a token' }])
    expect(await start(() => result)).toEqual({ result });
  expect(logged()).toEqual([]);
  const result = { value: 5, currency: 'EUR' };
  expect(await start(() => result)).toEqual({ result });
  expect(logged()).toEqual([
    '[HR5042] The start method of Nexus operation "pay.charge" returned an object with the fields value, currency, which is no result of an operation.',
  ]);
  await expect(start(() => ({ value: 5n }))).rejects.toMatchObject({ type: 'HR3001' });
});

it('HR5042 says what the function of a TemporalOperationHandler has not returned, without a retry', async () => {
  const nothing = () => {
    throw new TypeError(
      "Cannot read properties of undefined (reading 'Symbol(temporal_nexus_TemporalOperationResult)')",
    );
  };
  await expect(start(nothing)).rejects.toMatchObject({
    nonRetryable: true,
    message: expect.stringContaining('The start method of Nexus operation "pay.charge" returned undefined, which'),
  });
  class TemporalOperationHandler {}
  const operations = { charge: { name: 'charge' } };
  const nexusServices = [
    { definition: { name: 'pay', operations }, handlers: { charge: new TemporalOperationHandler() } },
  ];
  const factory = nexusOperations({ nexusServices } as never, resolvePolicy({}));
  await expect(start(() => undefined, 'enforce', undefined, factory)).rejects.toThrow(
    'returned something else than a TemporalOperationResult, which is no result of an operation.',
  );
});

it('HR5026 tells of a workflow that was not started for the operation', async () => {
  await start(() => ({ isAsync: true, token: tokenOf('order-1') }));
  expect(logged()).toEqual([
    '[HR5026] The handler of Nexus operation "pay.charge" is to start a workflow, and returned a handle that startWorkflow has not made.',
  ]);
});

it('says nothing of a workflow that was started for it, nor of other tokens', async () => {
  const [noteStarts] = notingStarts(undefined)!.workflow as [
    { startWithDetails: (input: unknown, next: unknown) => unknown; signalWithStart?: unknown },
  ];
  // With that the SDK sends no callback for the operation.
  expect(noteStarts.signalWithStart).toBeUndefined();
  await start(() => {
    const options = { workflowId: 'order-1', [FOR_OPERATION]: {} };
    noteStarts.startWithDetails({ options }, () => undefined);
    return { isAsync: true, token: tokenOf('order-1') };
  });
  await start(() => ({ isAsync: true, token: 'a token of the handler' }));
  await start(() => ({ isAsync: false, value: { token: 'order-1' } }));
  expect(logged()).toEqual([]);
});

it('takes no notice of starts where the interceptors have their deprecated form', () => {
  const interceptors = { workflow: { calls: [] } } as never;
  expect(notingStarts(interceptors)).toBe(interceptors);
});

it('tells of what an interceptor has lost, which the SDK does not log', async () => {
  const interceptor = 'Audit (interceptors.nexus[0])';
  const facts = { interceptor, method: 'startOperation', mistake: 'no result', value: 'undefined' } as const;
  const handler = () => {
    throw HR5044.error(facts);
  };
  await expect(start(handler)).rejects.toMatchObject({ type: 'HR5044' });
  expect(logged()).toEqual([expect.stringContaining(`[HR5044] Method startOperation of interceptor ${interceptor}`)]);
});

it('HR5040 tells of a request that fails again, not of what passes by itself', async () => {
  const factory = nexusOperations({}, resolvePolicy({}));
  const fails = async (requestId: string, error: Error) => {
    const handler = () => {
      throw error;
    };
    await expect(start(handler, 'enforce', undefined, factory, requestId)).rejects.toBe(error);
  };
  await fails('request-1', new Error('ECONNRESET'));
  await start(() => ({ isAsync: false, value: 1 }), 'enforce', undefined, factory, 'request-1');
  await fails('request-2', new Error('ECONNRESET'));
  expect(logged()).toEqual([]);
  await fails('request-2', new TypeError('amount is not a number'));
  await fails('request-2', new TypeError('amount is not a number'));
  expect(logged()).toEqual([
    '[HR5040] The handler of Nexus operation "pay.charge" threw TypeError: amount is not a number, and is called again.',
  ]);
});

it('HR5043 tells of a handler that still runs when its request has timed out', async () => {
  const controller = new AbortController();
  await start(
    () => {
      controller.abort(new Error('TIMED_OUT'));
      return { isAsync: false, value: 1 };
    },
    'enforce',
    controller.signal,
  );
  expect(logged()).toEqual([
    '[HR5043] The handler of Nexus operation "pay.charge" still runs, and the deadline of its request has passed.',
  ]);
});

it('says nothing of one that a worker’s shutdown stops, nor of a deadline after its end', async () => {
  const [shutdown, late] = [new AbortController(), new AbortController()];
  const handler = () => ({ isAsync: false, value: 1 });
  await start(
    () => {
      shutdown.abort(new Error('WORKER_SHUTDOWN'));
      return handler();
    },
    'enforce',
    shutdown.signal,
  );
  await start(handler, 'enforce', late.signal);
  late.abort(new Error('TIMED_OUT'));
  expect(logged()).toEqual([]);
});
