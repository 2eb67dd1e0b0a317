import { defineError } from '../define-error';

export const HR9011 = defineError<{ path: string; reason: string }>({
  code: 'HR9011',
  title: 'TEMPORAL_CLI_PATH does not name a Temporal CLI',
  disposition: 'refuse',
  head: ({ path, reason }) => `TEMPORAL_CLI_PATH is "${path}", but ${reason}.`,
  why: () =>
    'a CLI that is named is the one to use: with another version instead, tests would pass or fail for reasons nobody looks for.',
  fix: () =>
    'set TEMPORAL_CLI_PATH to the full path of the `temporal` program, or unset it to have one found, downloaded or built.',
  example: { path: '/opt/temporal/bin/temporal', reason: 'no executable file is there' },
});
