import { expect, it } from 'vitest';
import { HR4010 } from '../../src';

it('names each package with version and place, and what is supported', () => {
  const { message } = HR4010.error({
    packages: [{ name: '@temporalio/client', version: '1.11.3', path: 'node_modules/@temporalio/client' }],
    supported: '1.22 to 1.24',
  });
  expect(message).toBe(
    [
      '[HR4010] Handrail supports Temporal SDK 1.22 to 1.24, and found @temporalio/client 1.11.3 (node_modules/@temporalio/client).',
      '  Why:     guards hook into the SDK where a release may move things: on an untested one they could be silently absent.',
      '  Fix:     install @temporalio/client in version 1.22 to 1.24, or a release of Handrail for the version that you have.',
      '  Docs:    https://handrail.dev/errors/HR4010        (offline: npx handrail explain HR4010)',
    ].join('\n'),
  );
});
