import { expect, it } from 'vitest';
import { HR5044 } from '../../src';

it('says what becomes of the operation', () => {
  const { message } = HR5044.error({
    interceptor: 'Audit (interceptors.nexus[0])',
    method: 'startOperation',
    mistake: 'no result',
    value: 'undefined',
  });
  expect(message).toBe(
    [
      '[HR5044] Method startOperation of interceptor Audit (interceptors.nexus[0]) called next, and returned undefined in the place of what next gave.',
      '  Why:     the handler has run, and its result is lost: the request fails and is repeated, so that it runs again and again, or the caller gets undefined.',
      '  Fix:     return what next gives: async startOperation(input, next) { …; return await next(input); }.',
      '  Docs:    https://handrail.dev/errors/HR5044        (offline: npx handrail explain HR5044)',
    ].join('\n'),
  );
});

it.each([
  ['no next', 'the handler of the operation has not run.'],
  ['no input', 'the handler has not run.'],
] as const)('says so of each mistake: %s', (mistake, why) => {
  const facts = { interceptor: 'Audit (interceptors.nexus[0])', method: 'startOperation', value: 'undefined' };
  expect(HR5044.problem({ ...facts, mistake }).why).toContain(why);
});

it('says of a factory what it has to return', () => {
  const problem = HR5044.problem({
    interceptor: 'interceptors.nexus[0]',
    mistake: 'factory',
    value: 'returned undefined',
  });
  expect(problem.head).toBe('Interceptor factory interceptors.nexus[0] returned undefined.');
  expect(problem.fix).toMatch(/^give a function that returns what it adds to each operation: \(context\) => /);
});
