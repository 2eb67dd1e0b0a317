import type { BacklogReport, QueueBacklog } from '@handrail/operations';
import type { Style } from '../style';

const ORDER: readonly QueueBacklog['verdict'][] = ['starved', 'under-provisioned', 'healthy', 'idle'];

/** What `handrail backlog` prints: the queues that are behind first. */
export function formatBacklog({ queues, notExamined }: BacklogReport, style: Style): string {
  const sorted = [...queues].sort(
    (one, other) =>
      ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict) || other.backlogAgeSeconds - one.backlogAgeSeconds,
  );
  const late = queues.filter(({ verdict }) => verdict === 'starved' || verdict === 'under-provisioned').length;
  const head =
    queues.length === 0
      ? 'No task queue was found: there are no open executions. Name one with --task-queue.'
      : late === 0
        ? 'All task queues keep up.'
        : `${late} of ${queues.length} task queues ${late === 1 ? 'is' : 'are'} behind.`;
  return [
    style.bold(head),
    ...sorted.flatMap((queue) => ['', `${mark(queue.verdict, style)}: ${queue.headline}`, `  ${numbers(queue)}`]),
    ...(notExamined.length === 0 ? [] : ['', ...notExamined.map((each) => `Not seen: ${each}`)]),
  ].join('\n');
}

function mark(verdict: QueueBacklog['verdict'], style: Style): string {
  return verdict === 'healthy' || verdict === 'idle' ? style.bold(verdict) : style.red(style.bold(verdict));
}

function numbers(queue: QueueBacklog): string {
  const { backlogCount, backlogAgeSeconds, addedPerSecond, takenPerSecond, pollers, versions } = queue;
  return [
    `backlog ${backlogCount}`,
    `oldest ${backlogAgeSeconds.toFixed(1)} s`,
    `added ${addedPerSecond.toFixed(2)}/s`,
    `taken ${takenPerSecond.toFixed(2)}/s`,
    `pollers ${pollers}`,
    ...(versions.length === 0 ? [] : [`versions ${versions.join(', ')}`]),
  ].join('  ');
}
