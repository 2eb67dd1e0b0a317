import type { PollerFacts, QueueFacts } from './facts';
import { currentVersionOf, unpolledShare, versionText } from './internal/expected-version';
import { RATE_WINDOW_SECONDS, rateText, reachedLimit, type SetLimit } from './internal/reached-limit';
import { freshPollers } from './situation';
import type { QueueWorkers } from './worker-metrics';

/** What holds for a task queue. */
export interface QueueVerdict {
  readonly verdict: 'starved' | 'under-provisioned' | 'healthy' | 'idle';
  readonly headline: string;
  /** How many workers would keep up with what is added now, or one more than there are where too few tasks are taken to tell; undefined where the rates say nothing. */
  readonly suggestedWorkers?: number | undefined;
}

// A task that waits longer than a poll takes has found no free slot.
const LATE_MILLISECONDS = 5_000;
// From here on more workers would meet the limit rather than take more.
const REACHED = 0.9;
// Room for the next peak.
const HEADROOM = 1.25;

/** Pure: whether the workers of a queue keep up. `workers` is what they say of themselves, where that is known. */
export function judgeQueue(
  queue: QueueFacts,
  now: number,
  workers?: QueueWorkers,
): QueueVerdict & { readonly pollers: number; readonly versions: readonly string[] } {
  const fresh = freshPollers(queue, now);
  const pollers = new Set(fresh.map(({ identity }) => identity)).size;
  const versions = [...new Set(fresh.flatMap(({ version }) => (version === undefined ? [] : [versionText(version)])))];
  return { pollers, versions, ...judge(queue, fresh, pollers, workers) };
}

function judge(
  queue: QueueFacts,
  fresh: readonly PollerFacts[],
  pollers: number,
  workers: QueueWorkers | undefined,
): QueueVerdict {
  const { name, type, backlogCount, backlogAgeMilliseconds, addRate, dispatchRate } = queue;
  const age = Math.round(backlogAgeMilliseconds / 1_000);
  const waiting =
    backlogCount === 0
      ? 'tasks have just been added'
      : `${backlogCount} ${backlogCount === 1 ? 'task waits' : 'tasks wait'}, the oldest for ${age} ${age === 1 ? 'second' : 'seconds'}`;
  const title = `Task queue "${name}" (${type})`;
  const isFull = workers !== undefined && workers.slotsUsed > 0 && workers.slotsFree === 0;

  if (pollers === 0 && (backlogCount > 0 || addRate > 0)) {
    // A worker without a free slot does not poll. Only it can say that it is there.
    return isFull
      ? fallsBehind(queue, workers.processes, `${title} has ${counted(workers.processes)} without a free slot`, waiting)
      : { verdict: 'starved', headline: `${title} has no workers that poll, and ${waiting}.` };
  }
  const expected = currentVersionOf(queue);
  if (backlogCount > 0 && !fresh.some(expected.accepts)) {
    return {
      verdict: 'starved',
      headline: `${title} has no worker for its tasks, which go to ${expected.text}: ${waiting}.`,
    };
  }
  const isLate = backlogCount > 0 && backlogAgeMilliseconds >= LATE_MILLISECONDS;
  const share = unpolledShare(expected, queue, fresh);
  if (isLate && share !== undefined) {
    return {
      verdict: 'starved',
      headline: `${title} has no worker for the tasks that go to ${share.text}: ${waiting}.`,
    };
  }
  if (isLate || (backlogCount > 0 && addRate > dispatchRate * HEADROOM)) {
    // Some poll no longer because they are full, of others nobody has asked.
    const known = Math.max(pollers, workers?.processes ?? 0);
    if (isFull && workers.processes >= pollers) {
      return fallsBehind(queue, known, `${title} has ${counted(known)} without a free slot`, waiting);
    }
    const limit = reachedLimit(queue, REACHED);
    if (limit !== undefined) {
      const held = `is held back by ${limitText(limit)} (${rateText(limit.perSecond)} a second): ${waiting}`;
      return { verdict: 'under-provisioned', headline: `${title} ${held}; more workers would not help.` };
    }
    return fallsBehind(queue, known, `${title} has ${counted(known)} and falls behind`, waiting);
  }
  if (addRate === 0 && dispatchRate === 0 && backlogCount === 0) {
    return {
      verdict: 'idle',
      headline: `${title} has nothing to do${pollers === 0 ? ', and no workers: one that does not exist looks the same' : ''}.`,
    };
  }
  return { verdict: 'healthy', headline: `${title} keeps up with ${counted(pollers)}.` };
}

function fallsBehind(queue: QueueFacts, workers: number, head: string, waiting: string): QueueVerdict {
  const { suggestedWorkers, advice = '' } = suggestWorkers(queue, workers);
  const limit = reachedLimit(queue);
  const most =
    limit === undefined || suggestedWorkers === undefined
      ? ''
      : `; ${limitText(limit)} lets no more than ${rateText(limit.perSecond)} a second through`;
  return { verdict: 'under-provisioned', headline: `${head}: ${waiting}${advice}${most}.`, suggestedWorkers };
}

function limitText({ source }: SetLimit): string {
  return `a rate limit of its ${source === 'WORKER' ? 'workers' : 'configuration'}`;
}

function counted(workers: number): string {
  return `${workers} ${workers === 1 ? 'worker' : 'workers'}`;
}

// So many tasks at least tell how many it will be.
const TELLING_TASKS = 5;

interface Suggestion {
  readonly suggestedWorkers?: number;
  readonly advice?: string;
}

/** Workers take what they take; for what is added, there have to be as many times more of them. */
function suggestWorkers({ addRate, dispatchRate, backlogCount }: QueueFacts, workers: number): Suggestion {
  if (workers === 0 || dispatchRate === 0) return {};
  if (dispatchRate * RATE_WINDOW_SECONDS < TELLING_TASKS) {
    if (addRate <= dispatchRate * HEADROOM) return {};
    return { suggestedWorkers: workers + 1, advice: `; it takes at least ${workers + 1} workers` };
  }
  const perWorker = dispatchRate / workers;
  // What has piled up is to be gone in ten minutes.
  const wanted = addRate + backlogCount / 600;
  const suggestedWorkers = Math.max(workers + 1, Math.ceil((wanted / perWorker) * HEADROOM));
  return { suggestedWorkers, advice: `; about ${suggestedWorkers} workers would keep up` };
}
