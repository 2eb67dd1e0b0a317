import type { CauseSlug, Explanation } from './explanation';
import type { TimelineSpan } from './timeline';

/** Causes that lie in the workflow task which waits or is tried. */
const OF_A_TASK: ReadonlySet<CauseSlug> = new Set<CauseSlug>([
  'version-unpolled',
  'no-workflow-worker',
  'deadlock',
  'nondeterminism',
  'workflow-not-registered',
  'workflow-task-failing',
  'workflow-task-timing-out',
  'local-activity-running',
  'workflow-task-running',
]);

/** Pure: whether a verdict is about this span; about none of them where it is about the execution as a whole. */
export function isOfVerdict(span: TimelineSpan, explanation: Explanation): boolean {
  const { cause, headline, evidence, links, path } = explanation;
  const { kind, label, id, outcome, eventId } = span;
  if (kind === 'cancellation') return cause === 'cancel-ignored';
  if (outcome === 'done') return false;
  if (eventId !== undefined && links.ui?.endsWith(`/events/${eventId}`)) return true;
  const isClosed = cause.startsWith('closed-');
  // Of what is over, only what its end is told by.
  if (isClosed !== (outcome !== 'open')) return false;
  // The evidence of an open one also tells of what is beside it.
  const said = isClosed ? [headline, ...evidence.map(({ what }) => what)].join('\n') : headline;
  if (kind === 'activity') return id !== undefined && mentions(said, label, id);
  if (kind === 'workflow task') return OF_A_TASK.has(cause);
  // Where no UI is known, no link tells which event it is.
  if (kind === 'timer' || kind === 'update')
    return cause === OF_AN_EVENT[kind] && evidence.some(({ what }) => what.includes(`(event ${eventId})`));
  if (kind === 'nexus operation') return cause === 'nexus-pending' && headline.includes(`"${label}"`);
  return kind === 'child workflow' && path.slice(1).some(({ workflowId }) => workflowId === label);
}

const OF_AN_EVENT = { timer: 'timer-wait', update: 'update-pending' } as const;

function mentions(said: string, label: string, id: string): boolean {
  return [')', ','].some((end) => said.includes(`"${label}" (id ${id}${end}`));
}
