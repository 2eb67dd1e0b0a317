import { expect, it } from 'vitest';
import { HR4037 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4037.error({
    operation: 'workflow.start',
    option: 'taskQueue',
  });
  expect(message).toBe(
    [
      '[HR4037] workflow.start was called without taskQueue.',
      '  Why:     nothing was sent; a value that is undefined or empty counts as missing, as from an environment variable that is not set.',
      '  Fix:     pass taskQueue, and check where its value comes from.',
      '  Docs:    https://handrail.dev/errors/HR4037        (offline: npx handrail explain HR4037)',
    ].join('\n'),
  );
});

it('gives the remedy of the place', () => {
  const { fix } = HR4037.problem({ operation: 'getClient', option: 'client', remedy: 'make it with one' });
  expect(fix).toBe('make it with one; or pass client, and check where its value comes from.');
});
