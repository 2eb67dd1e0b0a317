import { expect, it } from 'vitest';
import { HR5016 } from '../../src';

const facts = { interceptor: 'Metrics (interceptors.activity[0])', method: 'execute', value: 'undefined' } as const;

it('tells that an activity completes without having run', () => {
  const { message } = HR5016.error({ ...facts, mistake: 'no next' });
  expect(message).toBe(
    [
      '[HR5016] Method execute of interceptor Metrics (interceptors.activity[0]) returned undefined without having called next.',
      '  Why:     the activity completes without having run, and nobody sees a difference: neither the workflow nor the log.',
      '  Fix:     return what next gives: async execute(input, next) { …; return await next(input); }.',
      '  Docs:    https://handrail.dev/errors/HR5016        (offline: npx handrail explain HR5016)',
    ].join('\n'),
  );
});

it.each([
  ['no result', 'the activity has run. The workflow gets nothing in the place of its result.'],
  ['no input', 'the activity has not run. It is tried again, and fails again until this is mended.'],
] as const)('tells what becomes of the activity (%s)', (mistake, why) => {
  expect(HR5016.problem({ ...facts, mistake }).why).toBe(why);
});

it('names a factory that makes no interceptors', () => {
  const problem = HR5016.problem({
    interceptor: 'interceptors.activity[1]',
    mistake: 'factory',
    value: 'returned undefined',
  });
  expect(problem.head).toBe('Interceptor factory interceptors.activity[1] returned undefined.');
  expect(problem.fix).toContain('(context) => ({ inbound: { execute: (input, next) => next(input) } })');
});
