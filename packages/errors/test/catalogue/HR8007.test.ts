import { expect, it } from 'vitest';
import { HR8007 } from '../../src';

it('says why it could not be told, and what to do', () => {
  const { message } = HR8007.error({ reason: 'the server is gone', remedy: 'run it again' });
  expect(message).toBe(
    [
      '[HR8007] It could not be told whether this code may be deployed: the server is gone.',
      '  Why:     what was not replayed may break with the deployment, and a gate that looked at nothing must not let it pass.',
      '  Fix:     run it again.',
      '  Docs:    https://handrail.dev/errors/HR8007        (offline: npx handrail explain HR8007)',
    ].join('\n'),
  );
});
