import { ServiceError } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { codeOf, type Problem } from '@handrail/errors';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { explainHandlerError, handlerErrorProblem } from '../../src/internal/nexus-errors';

interface Rpc {
  readonly HandlerError: new (type: string, message?: string) => Error;
  readonly OperationError: new (state: string, message?: string) => Error;
}

const require = createRequire(import.meta.url);
const { HandlerError, OperationError } = createRequire(require.resolve('@temporalio/worker'))('nexus-rpc') as Rpc;

const handled = { service: 'pay', operation: 'charge' };
const explain = (error: unknown): unknown => explainHandlerError(error, handled, {}, (each) => each);
const told = (error: unknown): Problem | undefined => handlerErrorProblem(error, handled);

function thrownBy(make: () => unknown): Error {
  try {
    make();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

it.each([
  ['INVALID_ARGUMENT', 'BAD_REQUEST'],
  ['bad_request', 'BAD_REQUEST'],
  ['NotFound', 'NOT_FOUND'],
  ['PERMISSION_DENIED', 'UNAUTHORIZED'],
  ['UNAVAILABEL', 'UNAVAILABLE'],
])('HR5041 names the type that was meant by %s', (given, meant) => {
  const error = thrownBy(() => new HandlerError(given));
  expect(explain(error)).toBe(error);
  expect(error.message).toContain(
    `[HR5041] The handler of Nexus operation "pay.charge" gives HandlerError the type '${given}', which does not exist; did you mean '${meant}'?`,
  );
});

it('HR5041 lists the types where none is near', () => {
  const error = thrownBy(() => new HandlerError('OOPS'));
  explain(error);
  expect(error.message).toContain("the type 'OOPS', which does not exist.\n");
  expect(error.message).toContain('There are: BAD_REQUEST, UNAUTHENTICATED,');
});

it.each([
  ['cancelled', `the state 'cancelled', which does not exist; did you mean 'canceled'?`],
  ['error', `the state 'error', which does not exist.`],
  ['card declined', `the state 'card declined', which does not exist.`],
])('HR5041 tells of a state that does not exist: %s', (state, words) => {
  expect(told(new OperationError(state))?.head).toContain(words);
});

it('HR5040 says of any other error that the handler is called again', () => {
  expect(told(new TypeError('amount is not a number'))?.head).toBe(
    '[HR5040] The handler of Nexus operation "pay.charge" threw TypeError: amount is not a number, and is called again.'.slice(
      9,
    ),
  );
});

it('goes by what the SDK goes by, not by the names of classes', () => {
  const application = {
    OperationError: class OperationError extends Error {},
    HandlerError: class HandlerError extends Error {},
    ServiceError: class ServiceError extends Error {},
  };
  for (const [name, Own] of Object.entries(application)) {
    const error = new Own('declined');
    expect(explainHandlerError(error, handled, {}, () => 'sendable')).toBe('sendable');
    expect(told(error)?.head).toContain(`threw ${name}: declined, and is called again.`);
  }
});

it('workflow API in a handler says where it belongs', () => {
  const error = new Error('Workflow.sleep(...) may only be used from a Workflow Execution');
  expect(codeOf(explain(error))).toBe('HR1011');
});

it.each([
  ['failed', () => new OperationError('failed', 'declined')],
  ['canceled', () => new OperationError('canceled')],
  [
    'a class that extends one of them',
    () => {
      class Declined extends OperationError {}
      return new Declined('failed', 'declined');
    },
  ],
  ['a handler error, whatever becomes of it', () => new HandlerError('UNAVAILABLE')],
  ['what aborts, of the platform', () => new DOMException('This operation was aborted', 'AbortError')],
  ['what aborts, of a library', () => new (class AbortError extends Error {})('aborted')],
  ['what the SDK knows', () => new ServiceError('unavailable')],
  ['a workflow that runs', () => new WorkflowExecutionAlreadyStartedError('started', 'order-1', 'order')],
  ['a failure, whose author has said whether it is tried again', () => ApplicationFailure.retryable('busy')],
])('says nothing of what is right: %s', (_, make) => {
  const error = make();
  const { message } = error;
  expect(explain(error)).toBe(error);
  expect(error.message).toBe(message);
  expect(told(error)).toBeUndefined();
});
