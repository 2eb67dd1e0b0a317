import { defineError } from '../define-error';

const FIXES: Readonly<Record<string, string>> = {
  RPS_LIMIT:
    'make fewer calls (start in batches, list instead of describing one by one), or raise the limit: frontend.namespaceRPS, on Temporal Cloud the actions per second of the namespace.',
  CONCURRENT_LIMIT:
    'keep fewer calls open at a time (result() and update polls wait on the server), or raise frontend.namespaceCount.',
  BUSY_WORKFLOW: 'spread signals and updates over more executions, or send several items in one.',
  SYSTEM_OVERLOADED: 'slow down, and look at the load of the server and of its database.',
  PERSISTENCE_LIMIT: 'slow down, and look at the load of the database of the server.',
};

export const HR4031 = defineError<{
  /** Whose calls: `namespace "shop"`. */
  subject: string;
  reason: string;
  /** The server's words for what was exceeded and by whom; undefined where it does not say. */
  cause?: string;
  scope?: string;
  /** Whether the SDK has given up, or is going to try again. */
  final: boolean;
}>({
  code: 'HR4031',
  title: 'The Temporal server limits the rate of calls',
  disposition: 'report',
  head: ({ subject, reason, cause, scope, final }) =>
    `The Temporal server ${final ? 'refused a call' : 'slows down the calls'} of ${subject}${cause === undefined ? '' : ` (${[cause, scope].filter(Boolean).join(', ')})`}: ${reason}`,
  why: () =>
    'the SDK repeats such a call up to ten times, with pauses of seconds and without a word: it only looks slow until it fails.',
  fix: ({ cause = '' }) => FIXES[cause] ?? 'make fewer calls, or raise the limit on the server.',
  example: {
    subject: 'namespace "shop"',
    cause: 'RPS_LIMIT',
    scope: 'NAMESPACE',
    reason: '8 RESOURCE_EXHAUSTED: namespace rate limit exceeded',
    final: true,
  },
});
