import { expect, it } from 'vitest';
import { HR1017 } from '../../src';

it('says what a module exports instead', () => {
  const { message } = HR1017.error({ module: 'src/tracing.ts', mistake: 'missing', found: 'default' });
  expect(message).toBe(
    [
      '[HR1017] Interceptor module src/tracing.ts has no export "interceptors": it exports default.',
      '  Why:     the SDK loads it and leaves it at that: none of its interceptors is ever called.',
      '  Fix:     export a function that returns lists: export const interceptors = () => ({ inbound: [new Mine()], outbound: [] }). What only has to be loaded belongs into bundlerOptions.preloadModules, or is imported by the workflows.',
      '  Docs:    https://handrail.dev/errors/HR1017        (offline: npx handrail explain HR1017)',
    ].join('\n'),
  );
});

it('says what a module makes instead', () => {
  const problem = HR1017.problem({ module: 'src/tracing.ts', mistake: 'lost', found: 'a generator.' });
  expect(problem.head).toBe('Interceptor module src/tracing.ts makes something else than interceptors: a generator.');
  expect(problem.why).toMatch(/passes over everything else: what stands there is never called\.$/);
});

it.each([
  ['no function', 'A module of workflow interceptors exports "interceptors" as something else than a function: x'],
  ['shape', 'A module of workflow interceptors makes something else than interceptors: x'],
] as const)('says that every workflow fails of it (%s)', (mistake, head) => {
  const problem = HR1017.problem({ mistake, found: 'x' });
  expect(problem.head).toBe(head);
  expect(problem.why).toMatch(/every workflow of the worker fails/);
});
