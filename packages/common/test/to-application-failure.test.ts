import { codeOf, HR2004 } from '@handrail/errors';
import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { toApplicationFailure } from '../src/to-application-failure';

const error = HR2004.error(HR2004.example);

it('carries the code as type and first detail, the whole message, and where it was thrown', () => {
  const failure = toApplicationFailure(error);
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: 'HR2004', details: ['HR2004'], message: error.message, stack: error.stack });
  expect(codeOf(new Error('outer', { cause: failure }))).toBe('HR2004');
});

it('keeps what the error was caused by', () => {
  const cause = new Error('disk full');
  expect(toApplicationFailure(HR2004.error(HR2004.example, { cause })).cause).toBe(cause);
});

it('is retried unless told otherwise', () => {
  expect(toApplicationFailure(error).nonRetryable).toBe(false);
  expect(toApplicationFailure(error, { nonRetryable: true }).nonRetryable).toBe(true);
});
