import { expect, it } from 'vitest';
import { HR9011 } from '../../src';

it('names the path and what is wrong with it', () => {
  const { message } = HR9011.error({ path: '/opt/temporal', reason: 'no executable file is there' });
  expect(message).toBe(
    [
      '[HR9011] TEMPORAL_CLI_PATH is "/opt/temporal", but no executable file is there.',
      '  Why:     a CLI that is named is the one to use: with another version instead, tests would pass or fail for reasons nobody looks for.',
      '  Fix:     set TEMPORAL_CLI_PATH to the full path of the `temporal` program, or unset it to have one found, downloaded or built.',
      '  Docs:    https://handrail.dev/errors/HR9011        (offline: npx handrail explain HR9011)',
    ].join('\n'),
  );
});
