import type { QueueBacklog } from '../backlog';
import { meantQueue } from './known-queues';

/** Names under which nobody has polled lately, for any type. */
export function unpolledNames(queues: readonly QueueBacklog[]): ReadonlySet<string> {
  const polled = new Set(queues.flatMap(({ taskQueue, pollers }) => (pollers > 0 ? [taskQueue] : [])));
  return new Set(queues.flatMap(({ taskQueue }) => (polled.has(taskQueue) ? [] : [taskQueue])));
}

/** Pure: says of each queue that nobody polls which of those known its name was most likely meant to be. */
export function withMeantNames(queues: readonly QueueBacklog[], known: readonly string[]): QueueBacklog[] {
  const unpolled = unpolledNames(queues);
  const others = known.filter((name) => !unpolled.has(name));
  return queues.map((queue) => {
    const { taskQueue, headline } = queue;
    const meant = unpolled.has(taskQueue) ? meantBy(taskQueue, others) : [];
    return meant.length === 0 ? queue : { ...queue, headline: `${headline} Did you mean ${meant.join(' and ')}?` };
  });
}

/** Several that came as one text are meant one by one. */
function meantBy(name: string, known: readonly string[]): string[] {
  const parts = name.split(',').map((part) => part.trim());
  const several = parts.length > 1 ? parts.filter((part) => part !== '') : [];
  return (several.length > 0 ? several : [meantQueue(name, known)]).flatMap((each) =>
    each === undefined ? [] : `"${each}"`,
  );
}
