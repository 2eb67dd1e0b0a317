import { defineError } from '../define-error';

export const HR9018 = defineError<{ server: string; reason: string }>({
  code: 'HR9018',
  title: "The test environment's server did not start",
  disposition: 'refuse',
  head: ({ server, reason }) => `The ${server} of the test environment did not start: ${reason}.`,
  why: () => 'the SDK starts it and gives it five seconds; a machine that is busy with other tests may need longer.',
  fix: () =>
    [
      'depending on the reason:',
      '- correct server.executable, or leave it out to have a server found, downloaded or built;',
      '- leave server.port out, or choose one that nothing listens on;',
      '- run fewer test files at once, or let them share one server: startDevServer() once, then createFromExistingServer().',
    ].join('\n'),
  example: {
    server: 'development server',
    reason: 'ephemeral server at 127.0.0.1:7233 did not start within 5s',
  },
});
