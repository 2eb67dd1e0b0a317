import { expect, it } from 'vitest';
import { HR4027 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4027.error({
    address: 'localhost:7233',
    operation: 'workflow.start',
  });
  expect(message).toBe(
    [
      '[HR4027] workflow.start found the connection to localhost:7233 closed by this process.',
      '  Why:     nothing was sent: connection.close() ends it for every client that shares it, and it cannot be opened again.',
      '  Fix:     call close() once, when the process ends and its last call is done; a test that closes a shared connection needs one of its own.',
      '  Docs:    https://handrail.dev/errors/HR4027        (offline: npx handrail explain HR4027)',
    ].join('\n'),
  );
});
