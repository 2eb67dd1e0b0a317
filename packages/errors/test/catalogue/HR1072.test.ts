import { expect, it } from 'vitest';
import { HR1072 } from '../../src';

it('names the interceptor, its method and the workflow, and writes the line that is missing', () => {
  const { message } = HR1072.error(HR1072.example);
  expect(message).toBe(
    [
      '[HR1072] Method execute of interceptor Metrics (inbound[0]) called next, and returned undefined in the place of what next gave (workflow "order").',
      '  Why:     the call was made, and whoever waits for what comes of it gets nothing in its place, or does not wait.',
      '  Fix:     return what next gives: async execute(input, next) { …; return await next(input); }.',
      '  Docs:    https://handrail.dev/errors/HR1072        (offline: npx handrail explain HR1072)',
    ].join('\n'),
  );
});

it.each([
  ['no next', 'returned undefined without having called next (workflow "order").'],
  ['no input', 'called next with undefined in the place of its input (workflow "order").'],
] as const)('knows %s', (mistake, end) => {
  expect(HR1072.problem({ ...HR1072.example, mistake }).head).toBe(
    `Method execute of interceptor Metrics (inbound[0]) ${end}`,
  );
});
