import { expect, it } from 'vitest';
import { HR9018 } from '../../src';

it('names the server and the reason, and has a way out for each', () => {
  const { message } = HR9018.error({ server: 'development server', reason: 'it did not start within 5s' });
  expect(message).toBe(
    [
      '[HR9018] The development server of the test environment did not start: it did not start within 5s.',
      '  Why:     the SDK starts it and gives it five seconds; a machine that is busy with other tests may need longer.',
      '  Fix:     depending on the reason:',
      '           - correct server.executable, or leave it out to have a server found, downloaded or built;',
      '           - leave server.port out, or choose one that nothing listens on;',
      '           - run fewer test files at once, or let them share one server: startDevServer() once, then createFromExistingServer().',
      '  Docs:    https://handrail.dev/errors/HR9018        (offline: npx handrail explain HR9018)',
    ].join('\n'),
  );
});

it('says what the program says of itself', () => {
  const cause = "/bin/ls is not Temporal's CLI: with --version it says 'ls 9.1'";
  const { head, fix } = HR9018.problem({ server: 'development server', reason: 'it did not start within 5s', cause });
  expect(head).toBe(
    `The development server of the test environment did not start: ${cause}; it did not start within 5s.`,
  );
  expect(fix).toMatch(/^correct what that says; else, depending on the reason:\n/);
});
