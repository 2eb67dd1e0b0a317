import { expect, it } from 'vitest';
import { HR4005 } from '../../src';

it('lists every fault with where it stands', () => {
  const { message } = HR4005.error({
    faults: [
      { source: 'TEMPORAL_TLS', reason: "is 'yes', which is neither true nor false" },
      { source: 'the API key', reason: 'holds a line break or another character that a header cannot carry' },
    ],
  });
  expect(message).toBe(
    [
      "[HR4005] The connection settings have 2 faults: TEMPORAL_TLS is 'yes', which is neither true nor false; the API key holds a line break or another character that a header cannot carry.",
      '  Why:     what cannot be used is left out without a word (the connection would go to another server, or without encryption), or fails only in the first call.',
      '  Fix:     correct TEMPORAL_TLS, the API key; values given to connect() in code win over environment variables, and those over the file.',
      '  Docs:    https://handrail.dev/errors/HR4005        (offline: npx handrail explain HR4005)',
    ].join('\n'),
  );
});

it('speaks of one fault where it is one', () => {
  const { message } = HR4005.error({
    faults: [{ source: 'TEMPORAL_TLS', reason: "is 'yes', which is neither true nor false" }],
  });
  expect(message).toBe(
    [
      "[HR4005] The connection settings have a fault: TEMPORAL_TLS is 'yes', which is neither true nor false.",
      '  Why:     what cannot be used is left out without a word (the connection would go to another server, or without encryption), or fails only in the first call.',
      '  Fix:     correct TEMPORAL_TLS; values given to connect() in code win over environment variables, and those over the file.',
      '  Docs:    https://handrail.dev/errors/HR4005        (offline: npx handrail explain HR4005)',
    ].join('\n'),
  );
});
