import { expect, it } from 'vitest';
import { HR9017 } from '../../src';

it('gives what the server printed last, if anything', () => {
  const { message } = HR9017.error({ address: '127.0.0.1:7233', output: '' });
  expect(message).toBe(
    [
      '[HR9017] The development server at 127.0.0.1:7233 ended by itself.',
      '  Why:     it printed nothing.',
      '  Fix:     run `handrail dev` again. If it was killed for want of memory or disk space, make room first; executions are kept only with --db-filename.',
      '  Docs:    https://handrail.dev/errors/HR9017        (offline: npx handrail explain HR9017)',
    ].join('\n'),
  );
});
