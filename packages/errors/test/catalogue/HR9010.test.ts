import { expect, it } from 'vitest';
import { HR9010 } from '../../src';

it('lists every way with its reason, and the ways out', () => {
  const { message } = HR9010.error({
    attempts: [
      { way: 'TEMPORAL_CLI_PATH', reason: 'it is not set' },
      { way: '`go install` of the Temporal CLI', reason: 'there is no `go` on the PATH' },
    ],
  });
  expect(message).toBe(
    [
      '[HR9010] No Temporal server can be had on this machine: 2 ways were tried.',
      '  Why:     this needs a real server, and none of the ways to one led anywhere:',
      '           - TEMPORAL_CLI_PATH: it is not set.',
      '           - `go install` of the Temporal CLI: there is no `go` on the PATH.',
      '  Fix:     do one of these:',
      '           - install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on the PATH;',
      '           - set TEMPORAL_CLI_PATH to a Temporal CLI that is somewhere else;',
      '           - set TEMPORAL_ADDRESS to a server that is running, for what can share one;',
      '           - let this machine reach https://temporal.download;',
      '           - install Go (https://go.dev/dl), which builds the CLI through a Go module proxy.',
      '  Docs:    https://handrail.dev/errors/HR9010        (offline: npx handrail explain HR9010)',
    ].join('\n'),
  );
});
