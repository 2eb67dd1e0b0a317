import fc from 'fast-check';
import { ActivityFailure, ApplicationFailure, NexusOperationFailure, TimeoutFailure } from '@temporalio/common';
import { ServiceError, WorkflowFailedError } from '@temporalio/client';
import { expect, it } from 'vitest';
import type { ErrorPlace } from '../src/internal/failure';
import { rootCauseOf } from '../src/internal/root-cause';
import { translateError } from '../src/translate-error';

const place: ErrorPlace = { namespace: 'shop', address: 'localhost:7233', context: () => ({}) };

const throwing = () => {
  throw new Error('a getter');
};

const messages = fc.oneof(fc.string(), fc.constantFrom('', 'x'.repeat(1_000_000), '\n\n'), fc.constant(5 as never));

const errors = fc
  .record({
    message: messages,
    make: fc.constantFrom('Error', 'TypeError', 'ServiceError', 'WorkflowFailedError'),
    cause: fc.constantFrom('none', 'itself', 'getter', 'grpc', 'failure'),
    code: fc.integer({ min: -1, max: 20 }),
    frozen: fc.boolean(),
    throwing: fc.boolean(),
  })
  .map(({ message, make, cause, code, frozen, throwing: throws }) => {
    const grpc = Object.assign(new Error(message), { code, details: message });
    const inner = cause === 'grpc' ? grpc : cause === 'failure' ? ApplicationFailure.create({ message }) : undefined;
    const error =
      make === 'ServiceError'
        ? new ServiceError(message, { cause: inner as Error })
        : make === 'WorkflowFailedError'
          ? new WorkflowFailedError(message, inner, 'TIMEOUT')
          : new (make === 'Error' ? Error : TypeError)(message, { cause: inner });
    if (cause === 'itself') Object.defineProperty(error, 'cause', { value: error });
    if (cause === 'getter') Object.defineProperty(error, 'cause', { get: throwing });
    if (throws) Object.defineProperty(error, 'message', { get: throwing });
    return frozen ? Object.freeze(error) : error;
  });

it('never throws, and returns the error itself or what has it as its cause, for whatever it is given', async () => {
  await fc.assert(
    fc.asyncProperty(
      errors,
      fc.constantFrom('workflow.start', 'workflow.result', 'schedule.create', 'activity.complete'),
      async (error, operation) => {
        const call = { operation, workflowId: 'w', query: 'q', update: 'u', list: 'l', required: [] };
        const translated = await translateError(error, place, call);
        expect(translated === error || (translated as Error).cause === error).toBe(true);
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});

it('keeps the head line on one line that can be read, however long the message is', async () => {
  const cause = ApplicationFailure.create({ message: 'x'.repeat(1_000_000) });
  const failed = new WorkflowFailedError('Workflow execution failed', cause, 'NON_RETRYABLE_FAILURE');
  const translated = (await translateError(failed, place, { operation: 'workflow.result', workflowId: 'w' })) as Error;
  const head = translated.message.split('\n')[1] ?? '';
  expect(head).toMatch(/^\[HR4052\] Workflow execution "w" failed: x+…$/);
  expect(head.length).toBeLessThan(400);
});

const tokenOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

it.each<[string, string | undefined, string]>([
  [
    'without a token, its handler',
    undefined,
    'look into the log of the worker that handles Nexus operation "pay.charge":',
  ],
  ['with none, its handler', '', 'look into the log of the worker that handles Nexus operation "pay.charge":'],
  [
    'of a workflow, that workflow',
    tokenOf({ t: 1, ns: 'default', wid: 'charge-17' }),
    'look at workflow "charge-17" that Nexus operation "pay.charge" has started:',
  ],
  ['of another token, its work', 'job-5', 'look at the work that Nexus operation "pay.charge" has started:'],
  ['of a token like JSON, its work', tokenOf(null), 'look at the work that Nexus operation "pay.charge" has started:'],
])('leads from a Nexus operation that timed out to where the reason stands: %s', async (_, token, fix) => {
  const timeout = new TimeoutFailure('operation timed out', undefined, 'SCHEDULE_TO_CLOSE');
  const nexus = new NexusOperationFailure(
    'nexus operation completed unsuccessfully',
    5,
    'e',
    'pay',
    'charge',
    token,
    timeout,
  );
  const failed = new WorkflowFailedError('Workflow execution failed', nexus, 'NON_RETRYABLE_FAILURE');
  const translated = (await translateError(failed, place, { operation: 'workflow.result', workflowId: 'w' })) as Error;
  expect(translated.message).toContain(`Fix:     ${fix}`);
});

it('says of a Nexus operation without a name that its service does not have it', async () => {
  const cause = ApplicationFailure.create({ message: 'not found' });
  const nexus = new NexusOperationFailure('nexus operation completed unsuccessfully', 5, 'e', 'pay', '', '', cause);
  const failed = new WorkflowFailedError('Workflow execution failed', nexus, 'NON_RETRYABLE_FAILURE');
  const translated = (await translateError(failed, place, { operation: 'workflow.result', workflowId: 'w' })) as Error;
  expect(translated.message).toContain(
    'failed in a Nexus operation that the definition of service "pay" does not have: not found',
  );
  expect(translated.message).toContain('Fix:     call an operation that the definition of service "pay" has, by the');
});

it('finds the innermost cause, also behind one that bites its own tail', () => {
  const loop = new Error('first');
  loop.cause = new Error('second', { cause: loop });
  expect(rootCauseOf(loop).text).toBe('second');
  expect(rootCauseOf(undefined).text).toBe('no cause is recorded');
  const activity = new ActivityFailure(
    'Activity task failed',
    'charge',
    '1',
    'MAXIMUM_ATTEMPTS_REACHED',
    'worker-1',
    ApplicationFailure.create({ message: '', type: 'CardDeclined' }),
  );
  expect(rootCauseOf(activity, { attempts: 1 })).toMatchObject({
    text: 'an error without a message (CardDeclined)',
    path: ['activity "charge" (id 1, 1 attempt, MAXIMUM_ATTEMPTS_REACHED)'],
  });
});

it.each<[string, string, object, string, string]>([
  ['misspelt', 'Missing WorkflowOptions.taskQueue', { taskqueue: 'q' }, 'taskQueue', 'write taskQueue instead of taskqueue; or pass'],
  ['called otherwise', 'Missing WorkflowOptions.workflowId', { id: 'a' }, 'workflowId', 'write workflowId instead of id; or pass'],
  ['not there', 'Missing WorkflowOptions.workflowId', { taskQueue: 'q' }, 'workflowId', 'pass workflowId, and'],
])('says which option was meant to be the one that is missing: %s', async (_, message, options, option, fix) => {
  const translated = (await translateError(new TypeError(message), place, {
    operation: 'workflow.start',
    options,
  })) as Error;
  expect(translated.message).toContain(`[HR4037] workflow.start was called without ${option}.`);
  expect(translated.message).toContain(`Fix:     ${fix}`);
}); // prettier-ignore

it.each<[string, string, object, string]>([
  ['a constant of another option', "Invalid enum value: 'USE_EXISTING'", { workflowIdReusePolicy: 'USE_EXISTING' }, "; 'USE_EXISTING' is one of workflowIdConflictPolicy."],
  ['an attribute without a list', 'SearchAttribute value must be an array', { searchAttributes: { Customer: 'ann' } }, "the SDK refused searchAttributes['Customer']:"],
  ['an attribute of another type', 'Invalid search attribute value 7 for given type KEYWORD', { typedSearchAttributes: [{ key: { name: 'Customer', type: 'KEYWORD' }, value: 7 }] }, "the SDK refused typedSearchAttributes['Customer']:"],
])('names what the SDK refuses: %s', async (_, message, options, words) => {
  const error = Object.assign(new Error(message), { name: 'ValueError' });
  const translated = (await translateError(error, place, { operation: 'workflow.start', options })) as Error;
  expect(translated.message).toContain(words);
}); // prettier-ignore

it.each([
  ['must provide required parameters: BatchType/Reason/Namespace/Query/Executions', 'pass namespace, jobId, reason,'],
  ['Namespace is empty.', 'pass namespace: a call of workflowService has none by itself'],
])('says what a raw call lacks: %s', async (details, remedy) => {
  const error = Object.assign(new Error(`3 INVALID_ARGUMENT: ${details}`), { code: 3, details, metadata: {} });
  const call = { operation: 'workflowService.startBatchOperation' };
  expect(((await translateError(error, place, call)) as Error).message).toContain(`Fix:     ${remedy}`);
});
