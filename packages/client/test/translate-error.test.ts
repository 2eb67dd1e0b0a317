import { CODE, codeOf } from '@handrail/errors';
import {
  NamespaceNotFoundError,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import type { Call, ErrorPlace } from '../src/internal/failure';
import { translateError } from '../src/translate-error';

const place: ErrorPlace = {
  namespace: 'shop',
  address: 'temporal.internal:7233',
  context: (target) => ({ links: { ui: 'https://ui.example.com' }, inspect: { namespace: 'shop', ...target } }),
};

const call: Call = { operation: 'workflow.start' };

function grpcError(code: number, details: string): Error {
  return Object.assign(new Error(`${code} ${details}`), { code, details });
}

function firstLines(error: unknown, count: number): string[] {
  return (error as Error).message.split('\n').slice(0, count);
}

describe('translateError', () => {
  it.each([
    [
      new NamespaceNotFoundError('shpo'),
      '[HR4004] Namespace "shpo" does not exist on the Temporal server at temporal.internal:7233.',
    ],
    [
      new WorkflowExecutionAlreadyStartedError('Workflow execution already started', 'order-17', 'order'),
      '[HR4007] Workflow "order" was not started: an execution with the id "order-17" is running, or has run and may not be repeated.',
    ],
    [
      new WorkflowNotFoundError('workflow not found for ID: order-17', 'order-17', undefined),
      '[HR4008] Workflow execution "order-17" does not exist in namespace "shop".',
    ],
    [
      new WorkflowNotFoundError('workflow execution already completed', 'order-17', 'run-1'),
      '[HR4008] Workflow execution "order-17" (run run-1) is closed.',
    ],
    [
      new ScheduleAlreadyRunning('Schedule already exists and is running', 'nightly'),
      '[HR4013] A schedule with the id "nightly" exists already.',
    ],
    [
      new ScheduleNotFoundError('schedule not found', 'nightly'),
      '[HR4014] Schedule "nightly" does not exist in namespace "shop".',
    ],
    [
      // What a bundler makes of any refusal that has taken half of gRPC into its output.
      new ServiceError('Failed to start Workflow', { cause: new Error('undefined undefined: undefined') }),
      '[HR4063] workflow.start: the Temporal server refused the call, and this process cannot read why: gRPC gives neither code nor text.',
    ],
    [
      new ServiceError('Failed to start Workflow', { cause: grpcError(7, 'Request unauthorized.') }),
      '[HR4002] The Temporal server at temporal.internal:7233 refused access to namespace "shop": 7 Request unauthorized.',
    ],
    [
      new ServiceError('Failed to start Workflow', {
        cause: grpcError(14, 'Connection dropped'),
      }),
      '[HR4001] No connection to the Temporal server at temporal.internal:7233: 14 Connection dropped',
    ],
  ])('appends the explanation of %s', async (error, head) => {
    const { constructor, message } = error;
    const translated = await translateError(error, place, call);
    expect(translated).toBe(error);
    expect((translated as Error).constructor).toBe(constructor);
    expect(firstLines(translated, 2)).toEqual([message, head]);
  });

  it('links to the execution that the call was about', async () => {
    const error = new WorkflowNotFoundError('workflow not found', 'order/17 50%', undefined);
    const translated = await translateError(error, place, { ...call, workflowId: 'order/17 50%' });
    expect((translated as Error).message).toContain(
      '  Inspect: https://ui.example.com/namespaces/shop/workflows/order%2F17%2050%25',
    );
  });

  it('carries the code under a symbol, beside the fields of the class', async () => {
    const error = new WorkflowNotFoundError('workflow not found', 'order-17', 'run-1');
    await translateError(error, place, call);
    expect((error as { [CODE]?: string })[CODE]).toBe('HR4008');
    expect(codeOf(error)).toBe('HR4008');
    expect(error).toMatchObject({ workflowId: 'order-17', runId: 'run-1' });
  });

  it('explains an error once, however many clients it passes', async () => {
    const error = new NamespaceNotFoundError('shpo');
    await translateError(error, place, call);
    const once = error.message;
    await translateError(error, place, call);
    expect(error.message).toBe(once);
  });

  it.each([
    new Error('something of the user'),
    new TypeError('Cannot read properties of undefined (reading "type")'),
    new TypeError('id is required'),
    new Error('Unexpected failure'),
    new Error('Invalid CalendarSpec component'),
    new RangeError('priority must be positive'),
    new ServiceError('Failed to start Workflow', { cause: grpcError(3, 'something that only the next server says') }),
    new ServiceError('Failed to start Workflow', { cause: grpcError(13, 'internal error') }),
    new ServiceError('Failed to start Workflow', { cause: grpcError(2, 'unknown') }),
  ])('leaves %s as it is', async (error) => {
    const { message } = error;
    expect(await translateError(error, place, call)).toBe(error);
    expect(error.message).toBe(message);
  });

  it.each([undefined, null, 'text', 42])('hands %s on, which is no error', async (thrown) => {
    expect(await translateError(thrown, place, call)).toBe(thrown);
  });
});
