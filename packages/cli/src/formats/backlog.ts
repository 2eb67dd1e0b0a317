import type { BacklogReport, QueueBacklog, QueueWorkers } from '@handrail/operations';
import type { Style } from '../style';

const ORDER: readonly QueueBacklog['verdict'][] = ['starved', 'under-provisioned', 'healthy', 'idle'];

/** What `handrail backlog` prints: the queues that are behind first. */
export function formatBacklog({ queues, notExamined }: BacklogReport, style: Style): string {
  const sorted = [...queues].sort(
    (one, other) =>
      ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict) || other.backlogAgeSeconds - one.backlogAgeSeconds,
  );
  return [
    style.bold(headOf(queues, notExamined.length === 0)),
    ...sorted.flatMap((queue) => [
      '',
      `${mark(queue.verdict, style)}: ${queue.headline}`,
      `  ${numbers(queue)}`,
      ...(queue.workers === null ? [] : [`  ${workerNumbers(queue.workers)}`]),
    ]),
    ...(notExamined.length === 0 ? [] : ['', ...notExamined.map((each) => `Not seen: ${each}`)]),
  ].join('\n');
}

function headOf(queues: readonly QueueBacklog[], isAllSeen: boolean): string {
  const late = queues.filter(({ verdict }) => verdict === 'starved' || verdict === 'under-provisioned').length;
  if (late > 0) return `${late} of ${queues.length} task queues ${late === 1 ? 'is' : 'are'} behind.`;
  if (queues.length > 0) return isAllSeen ? 'All task queues keep up.' : 'All task queues that were seen keep up.';
  return isAllSeen
    ? 'No task queue was found: there are no open executions. Name one with --task-queue.'
    : 'No task queue could be looked at.';
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

function workerNumbers({ processes, slotsUsed, slotsFree, scheduleToStart }: QueueWorkers): string {
  return [
    `processes asked ${processes}`,
    `slots used ${slotsUsed}`,
    ...(slotsFree === null ? [] : [`free ${slotsFree}`]),
    ...(scheduleToStart === null
      ? []
      : [
          `schedule-to-start p50 ${scheduleToStart.p50Seconds.toFixed(1)} s`,
          `p95 ${scheduleToStart.p95Seconds.toFixed(1)} s (of ${scheduleToStart.tasks} since their start)`,
        ]),
  ].join('  ');
}
