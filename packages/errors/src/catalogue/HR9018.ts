import { defineError } from '../define-error';

export const HR9018 = defineError<{
  server: string;
  reason: string;
  /** What the program has said of itself, where that explains it. */
  cause?: string;
}>({
  code: 'HR9018',
  title: "The test environment's server did not start",
  disposition: 'refuse',
  head: ({ server, reason, cause }) =>
    `The ${server} of the test environment did not start: ${cause === undefined ? '' : `${cause}; `}${reason}.`,
  why: () => 'the SDK starts it and gives it five seconds; a machine that is busy with other tests may need longer.',
  fix: ({ cause }) =>
    [
      `${cause === undefined ? '' : 'correct what that says; else, '}depending on the reason:`,
      '- correct server.executable, or leave it out to have a server found, downloaded or built;',
      '- leave server.port out, or choose one that nothing listens on;',
      '- run fewer test files at once, or let them share one server: startDevServer() once, then createFromExistingServer().',
    ].join('\n'),
  example: {
    server: 'development server',
    reason: 'ephemeral server at 127.0.0.1:7233 did not start within 5s',
  },
});
