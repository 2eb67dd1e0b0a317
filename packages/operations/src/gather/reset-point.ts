import type { ExecutionFacts } from '../facts';
import type { ServerCalls } from '../internal/server-calls';
import type { ResetBefore } from '../repair-intent';
import type { CallOfOthers, OpenChild } from '../history-facts';
import { callsOfOthers, completedActivities, openChildren } from './condense-history';
import { EventsByType } from './events-by-type';
import { readEvents } from './history';
import type { PlainEvent } from './plain-event';

/** Where an execution can be reset to, and which activities have completed since. */
export type ResetPoint =
  | {
      readonly eventId: number;
      readonly repeats: readonly string[];
      /** What would be asked of others again, in words. */
      readonly calls: readonly string[];
      /** Children that have been asked for since, and whose end the execution has not heard of. */
      readonly children: readonly OpenChild[];
    }
  | { readonly refused: string };

const MOST_EVENTS = 51_200;

/** Looks for the last moment before a deployment in the history of an execution. */
export async function findResetPoint(
  calls: ServerCalls,
  namespace: string,
  execution: ExecutionFacts,
  before: ResetBefore,
): Promise<ResetPoint> {
  const events = await readEvents(calls, namespace, execution, MOST_EVENTS);
  if (events[0]?.eventId !== 1) return { refused: 'the beginning of its history could not be read' };
  return resetPointIn(events, before);
}

/** What a reset asks of others again, in words. */
export function callsAfter(calls: readonly CallOfOthers[], resetEventId: number): string[] {
  return calls.filter(({ scheduledBy }) => scheduledBy >= resetEventId).map(({ kind, name }) => `${kind} "${name}"`);
}

const ENDS: ReadonlySet<string> = new Set([
  'WORKFLOW_TASK_COMPLETED',
  'WORKFLOW_TASK_FAILED',
  'WORKFLOW_TASK_TIMED_OUT',
]);

/** Pure. The event that ends the first workflow task of the deployment: a reset to it takes this task anew. */
export function resetPointIn(events: readonly PlainEvent[], before: ResetBefore): ResetPoint {
  const isOfIt =
    'buildId' in before
      ? ({ buildId }: PlainEvent) => buildId === before.buildId
      : ({ time }: PlainEvent) => time >= Date.parse(before.time);
  const first = events.find((event) => ENDS.has(event.type) && isOfIt(event));
  const name = 'buildId' in before ? `build "${before.buildId}"` : before.time;
  if (first === undefined) {
    const taken = [...new Set(events.flatMap(({ type, buildId }) => (ENDS.has(type) ? (buildId ?? []) : [])))];
    return {
      refused:
        'buildId' in before
          ? `no workflow task of it was taken by ${name}${taken.length === 0 ? '' : `, but by ${taken.map((each) => `"${each}"`).join(', ')}`}`
          : `no workflow task of it ended after ${name}`,
    };
  }
  const isBegun = events.some(({ type, eventId }) => type === 'WORKFLOW_TASK_COMPLETED' && eventId < first.eventId);
  if (!isBegun) return { refused: `it has begun after ${name}: start it again` };
  const of = new EventsByType(events);
  const repeats = completedActivities(of).filter(({ scheduledBy }) => scheduledBy >= first.eventId);
  const children = openChildren(of).filter(({ scheduledBy }) => scheduledBy >= first.eventId);
  const calls = callsAfter(callsOfOthers(of), first.eventId);
  return { eventId: first.eventId, repeats: repeats.map(({ activityType }) => activityType), calls, children };
}
