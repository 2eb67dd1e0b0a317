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
  return queues.map((queue) => {
    const { taskQueue, headline } = queue;
    const others = known.filter((name) => !unpolled.has(name));
    const meant = unpolled.has(taskQueue) ? meantQueue(taskQueue, others) : undefined;
    return meant === undefined ? queue : { ...queue, headline: `${headline} Did you mean "${meant}"?` };
  });
}
