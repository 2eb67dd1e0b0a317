import { defineError } from '../define-error';

export const HR9010 = defineError<{ attempts: readonly { way: string; reason: string }[] }>({
  code: 'HR9010',
  title: 'No Temporal server can be had on this machine',
  disposition: 'refuse',
  head: ({ attempts }) =>
    `No Temporal server can be had on this machine: ${attempts.length === 1 ? '1 way was' : `${attempts.length} ways were`} tried.`,
  why: ({ attempts }) =>
    ['this needs a real server, and none of the ways to one led anywhere:']
      .concat(attempts.map(({ way, reason }) => `- ${way}: ${reason}.`))
      .join('\n'),
  fix: () =>
    [
      'do one of these:',
      '- install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on the PATH;',
      '- set TEMPORAL_CLI_PATH to a Temporal CLI that is somewhere else;',
      '- set TEMPORAL_ADDRESS to a server that is running, for what can share one;',
      '- let this machine reach https://temporal.download;',
      '- install Go (https://go.dev/dl), which builds the CLI through a Go module proxy.',
    ].join('\n'),
  example: {
    attempts: [
      { way: 'TEMPORAL_CLI_PATH', reason: 'it is not set' },
      { way: '`temporal` on the PATH', reason: 'there is none' },
      { way: "the SDK's download from temporal.download", reason: 'the host name cannot be resolved' },
      { way: '`go install` of the Temporal CLI', reason: 'there is no `go` on the PATH' },
    ],
  },
});
