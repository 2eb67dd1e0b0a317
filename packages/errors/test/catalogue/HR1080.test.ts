import { expect, it } from 'vitest';
import { HR1080 } from '../../src';

it('says what the SDK calls there', () => {
  const { message } = HR1080.error({
    workflow: 'order',
    place: 'inbound[0]',
    has: 'has a method execut',
    known: ['execute', 'handleSignal', 'handleQuery', 'handleUpdate', 'validateUpdate'],
    suggestion: 'execute',
  });
  expect(message).toBe(
    [
      '[HR1080] Interceptor inbound[0] of workflow "order" has a method execut, which nothing calls; did you mean execute?',
      '  Why:     the SDK looks for the methods that it knows on each entry of inbound, outbound and internals, and passes over everything else without a word: what the interceptor was to do does not happen.',
      '  Fix:     write execute. The SDK calls there: execute, handleSignal, handleQuery, handleUpdate, validateUpdate.',
      '  Docs:    https://handrail.dev/errors/HR1080        (offline: npx handrail explain HR1080)',
    ].join('\n'),
  );
});

it('says of a class what belongs into its place', () => {
  const problem = HR1080.problem({ workflow: 'order', place: 'inbound[0]', has: 'is the class Tracing' });
  expect(problem.head).toBe('Interceptor inbound[0] of workflow "order" is the class Tracing, which nothing calls.');
  expect(problem.fix).toBe('put the interceptor itself into the list: inbound: [new Tracing()].');
});
