import { defineError } from '../define-error';
import { type LargePayloadFacts, partsOf, SERVER_LIMIT, showSize } from '../internal/large-payload';

export const HR3006 = defineError<LargePayloadFacts>({
  code: 'HR3006',
  title: 'A payload is large',
  disposition: 'warn',
  head: ({ subject, bytes, limit, parts }) =>
    `${subject} has a payload of ${showSize(bytes)}, more than ${showSize(limit)}${partsOf(parts)}.`,
  why: () =>
    `it stays in the history, which is read whole at each replay and may not grow over 50 MiB; over ${showSize(SERVER_LIMIT)} it is refused.`,
  fix: ({ parts }) =>
    `keep ${parts[0]?.path ?? 'it'} in a store of yours and send its key, or raise payload.warnAbove of the policy.`,
  example: {
    subject: 'The result of activity "report"',
    bytes: 425_984,
    limit: 131_072,
    parts: [{ path: 'result.lines', bytes: 419_430, is: 'an array of 4,096' }],
  },
});
