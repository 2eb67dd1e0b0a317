import { expect, it } from 'vitest';
import { HR4061 } from '../../src';

const facts = { interceptor: 'Metrics (interceptors.workflow[0])', method: 'start', value: 'undefined' } as const;

it('names the interceptor and the method that does not call next', () => {
  const { message } = HR4061.error({ ...facts, mistake: 'no next' });
  expect(message).toBe(
    [
      '[HR4061] Method start of interceptor Metrics (interceptors.workflow[0]) returned undefined without having called next.',
      '  Why:     nothing was sent to the server, and the SDK does not notice: to whoever made the call it looks as if it had been.',
      '  Fix:     return what next gives: async start(input, next) { …; return await next(input); }.',
      '  Docs:    https://handrail.dev/errors/HR4061        (offline: npx handrail explain HR4061)',
    ].join('\n'),
  );
});

it('tells that the call was made where only its answer is lost', () => {
  const problem = HR4061.problem({ ...facts, mistake: 'no result' });
  expect(problem.head).toBe(
    'Method start of interceptor Metrics (interceptors.workflow[0]) called next, and returned undefined in the place of what next gave.',
  );
  expect(problem.why).toMatch(/^the call was made\./);
});

it('shows how to hand on the input', () => {
  const problem = HR4061.problem({ ...facts, mistake: 'no input' });
  expect(problem.head).toBe(
    'Method start of interceptor Metrics (interceptors.workflow[0]) called next with undefined in the place of its input.',
  );
  expect(problem.fix).toBe(
    'hand on the input, or a copy of it with your changes: start(input, next) { return next({ ...input, … }); }.',
  );
});
