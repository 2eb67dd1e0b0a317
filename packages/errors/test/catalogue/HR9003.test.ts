import { expect, it } from 'vitest';
import { HR9003 } from '../../src';

it('names the value and the ones that there are', () => {
  const { message } = HR9003.error({ value: "'warning'" });
  expect(message).toBe(
    [
      "[HR9003] HANDRAIL_MODE is 'warning', which is neither warn nor enforce.",
      '  Why:     whether guards stop a call or only speak of it must not depend on a typing slip.',
      "  Fix:     set HANDRAIL_MODE=warn to stop nothing in this process, HANDRAIL_MODE=enforce to refuse violations, or unset it for the policy's own mode.",
      '  Docs:    https://handrail.dev/errors/HR9003        (offline: npx handrail explain HR9003)',
    ].join('\n'),
  );
});
