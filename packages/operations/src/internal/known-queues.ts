import { nearestName } from '@handrail/common/host';
import type { ExecutionFacts } from '../facts';
import { freshPollers, type Situation } from '../situation';

/** The names of task queues that somebody polls, as far as they were seen: what a misspelt name may have been meant to be. */
export function knownQueues({ facts }: Situation): string[] {
  const polled = facts.queues.filter((queue) => freshPollers(queue, facts.now).length > 0).map(({ name }) => name);
  return [...new Set([...polled, ...takenFrom(facts.execution)])];
}

/** Where workers have taken workflow tasks from. */
function takenFrom({ history, taskQueue, children }: ExecutionFacts): string[] {
  return [
    ...(history?.lastTaskCompleted === undefined ? [] : [taskQueue]),
    ...children.flatMap(({ execution }) => (execution === undefined ? [] : takenFrom(execution))),
  ];
}

/** The known queue that a name was most likely meant to be: spelt nearly like it, or with something more or less in front. */
export function meantQueue(name: string, known: readonly string[]): string | undefined {
  return nearestName(name, known) ?? known.find((each) => isEndOf(each, name) || isEndOf(name, each));
}

const LEAST_LENGTH = 4;

// What comes in front is mostly an environment, what comes behind the name of a host, which is meant.
function isEndOf(end: string, whole: string): boolean {
  const before = whole.at(-end.length - 1) ?? '';
  return end.length >= LEAST_LENGTH && whole.length > end.length && whole.endsWith(end) && /[-_.:/]/.test(before);
}
