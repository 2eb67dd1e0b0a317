import { defineError } from '../define-error';

export const HR4005 = defineError<{ faults: readonly { source: string; reason: string }[] }>({
  code: 'HR4005',
  title: 'The connection settings are not valid',
  disposition: 'refuse',
  head: ({ faults }) =>
    `The connection settings have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}: ${faults
      .map(({ source, reason }) => `${source} ${reason}`)
      .join('; ')}.`,
  why: () =>
    'what cannot be used is left out without a word (the connection would go to another server, or without encryption), or fails only in the first call.',
  fix: ({ faults }) =>
    `correct ${faults.map(({ source }) => source).join(', ')}; values given to connect() in code win over environment variables, and those over the file.`,
  example: {
    faults: [
      { source: 'TEMPORAL_TLS', reason: "is 'yes', which is neither true nor false" },
      {
        source: 'TEMPORAL_CONFIG_FILE',
        reason: 'names the file temporal.toml, which cannot be read: there is no such file or folder',
      },
    ],
  },
});
