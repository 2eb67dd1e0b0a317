import { defineError } from '../define-error';
import { type LargePayloadFacts, partsOf, SERVER_LIMIT, showSize } from '../internal/large-payload';

export const HR3002 = defineError<LargePayloadFacts & { readonly happened?: boolean }>({
  code: 'HR3002',
  title: 'A value is too large for one payload',
  disposition: 'refuse',
  head: ({ subject, bytes, limit, parts }) =>
    `${subject} has a payload of ${showSize(bytes)}, over the limit of ${showSize(limit)}${limit === SERVER_LIMIT ? ' that servers have' : ' (payload.refuseAbove of the policy)'}${partsOf(parts)}.`,
  why: ({ happened }) =>
    happened === true
      ? 'it has run already, so its effect has happened: it is not retried, for a retry would repeat the effect and fail again.'
      : 'a Temporal server refuses a payload over 2 MiB, or ends the execution that sends it; a request over 4 MiB is repeated in silence until it times out.',
  fix: ({ parts }) =>
    `keep ${parts[0]?.path ?? 'it'} in a store of yours and send its key, send it in pages, or compress it in a payload codec.`,
  example: {
    subject: 'The start of workflow "order"',
    bytes: 3_250_000,
    limit: SERVER_LIMIT,
    parts: [{ path: 'args[0].customer.photo', bytes: 3_145_730, is: 'a string of 3,145,728 characters' }],
  },
});
