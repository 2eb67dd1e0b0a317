import { expect, it } from 'vitest';
import { HR9013 } from '../../src';

it('names the port and what it was wanted for', () => {
  const { message } = HR9013.error({ port: 8233, purpose: 'the UI' });
  expect(message).toBe(
    [
      '[HR9013] Port 8233, wanted for the UI, is in use.',
      '  Why:     the program that has it may be another Temporal server with other workflows on it: a client would talk to the wrong one without noticing.',
      '  Fix:     stop the program that listens on 8233, or choose another port (handrail dev --port 7234 --ui-port 8234).',
      '  Docs:    https://handrail.dev/errors/HR9013        (offline: npx handrail explain HR9013)',
    ].join('\n'),
  );
});

it('says it of a port that a flag names', () => {
  const { message } = HR9013.error({ port: 9465, purpose: 'the metrics' });
  expect(message).toBe(
    [
      '[HR9013] Port 9465, wanted for the metrics, is in use.',
      '  Why:     what asks there would get the answers of the program that has it.',
      '  Fix:     stop the program that listens on 9465, or choose another port (--serve 9466).',
      '  Docs:    https://handrail.dev/errors/HR9013        (offline: npx handrail explain HR9013)',
    ].join('\n'),
  );
});

it('says it of the port of a test environment', () => {
  const { fix } = HR9013.error({ port: 7233, purpose: 'the server of the test environment' });
  expect(fix).toBe(
    'stop the program that listens on 7233, or leave server.port out, for which a free one is taken; to use the server that runs there, call createFromExistingServer.',
  );
});
