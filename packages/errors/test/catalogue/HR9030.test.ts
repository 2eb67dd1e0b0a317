import { expect, it } from 'vitest';
import { HR9030 } from '../../src';

it('names the version that was found and the one that is needed', () => {
  const { message } = HR9030.error({ found: '18.20.4', required: '20.19' });
  expect(message).toBe(
    [
      '[HR9030] Node 18.20.4 is too old; Handrail needs Node 20.19 or later.',
      '  Why:     the SDK and the tools use functions that older versions do not have, and would fail half-way.',
      '  Fix:     install Node 22 or 24 (from https://nodejs.org, or with a version manager: nvm install 22), then run the command again.',
      '  Docs:    https://handrail.dev/errors/HR9030        (offline: npx handrail explain HR9030)',
    ].join('\n'),
  );
});
