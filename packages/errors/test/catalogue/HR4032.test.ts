import { expect, it } from 'vitest';
import { HR4032 } from '../../src';

it('compares size and limit of a request', () => {
  const { message } = HR4032.error({
    operation: 'workflow.start',
    reason: '8 RESOURCE_EXHAUSTED: grpc: received message larger than max (5000128 vs. 4194304)',
    size: 5000128,
    limit: 4194304,
  });
  expect(message).toBe(
    [
      '[HR4032] workflow.start sends a message of 5000128 bytes, and 4194304 are allowed: 8 RESOURCE_EXHAUSTED: grpc: received message larger than max (5000128 vs. 4194304)',
      '  Why:     nothing was stored; a single value may have 2 MiB, a whole request 4 MiB, and repeating the call does not help.',
      '  Fix:     keep large data where it is (object storage, a database) and pass a reference, or compress it in a payload codec; mind memo, headers and search attributes, too.',
      '  Docs:    https://handrail.dev/errors/HR4032        (offline: npx handrail explain HR4032)',
    ].join('\n'),
  );
});

it('of an answer', () => {
  const { message } = HR4032.error({
    operation: 'workflow.fetchHistory',
    reason: '8 RESOURCE_EXHAUSTED: Received message larger than max (5000128 vs 4194304)',
    size: 5000128,
    limit: 4194304,
    received: true,
  });
  expect(message).toBe(
    [
      '[HR4032] workflow.fetchHistory gets an answer of 5000128 bytes, and 4194304 are allowed: 8 RESOURCE_EXHAUSTED: Received message larger than max (5000128 vs 4194304)',
      '  Why:     nothing is lost on the server, but this client cannot take the answer; repeating the call does not help.',
      "  Fix:     ask for less at a time, or raise the limit of the connection: channelArgs: { 'grpc.max_receive_message_length': … }.",
      '  Docs:    https://handrail.dev/errors/HR4032        (offline: npx handrail explain HR4032)',
    ].join('\n'),
  );
});

it('or repeats the server, which gives no numbers', () => {
  const { message } = HR4032.error({
    operation: 'workflow.start',
    reason: '3 INVALID_ARGUMENT: Blob data size exceeds limit.',
  });
  expect(message).toBe(
    [
      '[HR4032] workflow.start carries more than the Temporal server takes: 3 INVALID_ARGUMENT: Blob data size exceeds limit.',
      '  Why:     nothing was stored; a single value may have 2 MiB, a whole request 4 MiB, and repeating the call does not help.',
      '  Fix:     keep large data where it is (object storage, a database) and pass a reference, or compress it in a payload codec; mind memo, headers and search attributes, too.',
      '  Docs:    https://handrail.dev/errors/HR4032        (offline: npx handrail explain HR4032)',
    ].join('\n'),
  );
});
