import type { QueueFacts } from './facts';
import { versionText } from './internal/expected-version';
import { freshPollers } from './situation';

/** What holds for a task queue. */
export interface QueueVerdict {
  readonly verdict: 'starved' | 'under-provisioned' | 'healthy' | 'idle';
  readonly headline: string;
  /** How many workers would keep up with what is added now; undefined where the rates do not tell. */
  readonly suggestedWorkers?: number | undefined;
}

// A task that waits longer than a poll takes has found no free slot.
const LATE_MILLISECONDS = 5_000;
// Room for the next peak.
const HEADROOM = 1.25;

/** Pure: whether the workers of a queue keep up. */
export function judgeQueue(
  queue: QueueFacts,
  now: number,
): QueueVerdict & { readonly pollers: number; readonly versions: readonly string[] } {
  const { name, type, backlogCount, backlogAgeMilliseconds, addRate, dispatchRate } = queue;
  const fresh = freshPollers(queue, now);
  const pollers = new Set(fresh.map(({ identity }) => identity)).size;
  const versions = [...new Set(fresh.flatMap(({ version }) => (version === undefined ? [] : [versionText(version)])))];
  const seen = { pollers, versions };
  const waiting = `${backlogCount} ${backlogCount === 1 ? 'task waits' : 'tasks wait'}, the oldest for ${Math.round(backlogAgeMilliseconds / 1_000)} seconds`;
  const title = `Task queue "${name}" (${type})`;
  if (pollers === 0 && (backlogCount > 0 || addRate > 0)) {
    return { ...seen, verdict: 'starved', headline: `${title} has no workers that poll, and ${waiting}.` };
  }
  const isLate = backlogCount > 0 && backlogAgeMilliseconds >= LATE_MILLISECONDS;
  if (isLate || (backlogCount > 0 && addRate > dispatchRate * HEADROOM)) {
    const suggestedWorkers = suggestWorkers(queue, pollers);
    const advice = suggestedWorkers === undefined ? '' : `; about ${suggestedWorkers} workers would keep up`;
    return {
      ...seen,
      verdict: 'under-provisioned',
      headline: `${title} has ${pollers} ${pollers === 1 ? 'worker' : 'workers'} and falls behind: ${waiting}${advice}.`,
      suggestedWorkers,
    };
  }
  if (addRate === 0 && dispatchRate === 0 && backlogCount === 0) {
    return {
      ...seen,
      verdict: 'idle',
      headline: `${title} has nothing to do${pollers === 0 ? ', and no workers' : ''}.`,
    };
  }
  return {
    ...seen,
    verdict: 'healthy',
    headline: `${title} keeps up with ${pollers} ${pollers === 1 ? 'worker' : 'workers'}.`,
  };
}

/** Workers take what they take; for what is added, there have to be as many times more of them. */
function suggestWorkers({ addRate, dispatchRate, backlogCount }: QueueFacts, pollers: number): number | undefined {
  if (pollers === 0 || dispatchRate <= 0) return undefined;
  const perWorker = dispatchRate / pollers;
  // What has piled up is to be gone in ten minutes.
  const wanted = addRate + backlogCount / 600;
  return Math.max(pollers + 1, Math.ceil((wanted / perWorker) * HEADROOM));
}
