import { expect, it } from 'vitest';
import { HR9015 } from '../../src';

it('gives what the server printed last', () => {
  const { message } = HR9015.error({
    address: '127.0.0.1:7233',
    problem: 'it ended at once, with exit code 1',
    output: 'first line\nlast line',
  });
  expect(message).toBe(
    [
      '[HR9015] The development server did not start at 127.0.0.1:7233: it ended at once, with exit code 1.',
      '  Why:     the last that it printed was:',
      '           first line',
      '           last line',
      '  Fix:     remove what it complains of; for a damaged database file choose another with --db-filename, for a broken program set TEMPORAL_CLI_PATH to another Temporal CLI.',
      '  Docs:    https://handrail.dev/errors/HR9015        (offline: npx handrail explain HR9015)',
    ].join('\n'),
  );
});
