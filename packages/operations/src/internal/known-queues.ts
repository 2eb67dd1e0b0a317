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
