import { defineError } from '../define-error';

export const HR4032 = defineError<{
  operation: string;
  reason: string;
  size?: number;
  limit?: number;
  received?: boolean;
}>({
  code: 'HR4032',
  title: 'A message is larger than the limit',
  disposition: 'report',
  head: ({ operation, reason, size, limit, received }) =>
    size === undefined || limit === undefined
      ? `${operation} carries more than the Temporal server takes: ${reason}`
      : `${operation} ${received === true ? 'gets an answer' : 'sends a message'} of ${size} bytes, and ${limit} are allowed: ${reason}`,
  why: ({ received }) =>
    received === true
      ? 'nothing is lost on the server, but this client cannot take the answer; repeating the call does not help.'
      : 'nothing was stored; a single value may have 2 MiB, a whole request 4 MiB, and repeating the call does not help.',
  fix: ({ received }) =>
    received === true
      ? "ask for less at a time, or raise the limit of the connection: channelArgs: { 'grpc.max_receive_message_length': … }."
      : 'keep large data where it is (object storage, a database) and pass a reference, or compress it in a payload codec; mind memo, headers and search attributes, too.',
  example: {
    operation: 'workflow.start',
    reason: '8 RESOURCE_EXHAUSTED: grpc: received message larger than max (5000128 vs. 4194304)',
    size: 5_000_128,
    limit: 4_194_304,
  },
});
