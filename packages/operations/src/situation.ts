import type { ExecutionFacts, Facts, Instant, PollerFacts, QueueFacts, QueueType } from './facts';
import type { Finding } from './finding';
import { spokenTime } from './internal/spoken-time';
import { handrailCommand, temporalCommand } from '@handrail/common/host';

/** What the diagnosis of one execution looks at. */
export interface Situation {
  readonly facts: Facts;
  /** The one that was asked about, or one of its descendants. */
  readonly execution: ExecutionFacts;
  /** Diagnoses a child, a later run. */
  readonly diagnose: (execution: ExecutionFacts) => readonly Finding[];
}

/** A live worker polls each of its queues at least once a minute; ten seconds are for the way. */
export const FRESH_MILLISECONDS = 70_000;

/** Whether it may still go on, if only once somebody unpauses it. */
export function isOpen({ status }: ExecutionFacts): boolean {
  return status === 'RUNNING' || status === 'PAUSED';
}

export function queueOf({ facts }: Situation, type: QueueType, name: string): QueueFacts | undefined {
  return facts.queues.find((queue) => queue.type === type && queue.name === name && queue.namespace === undefined);
}

export function isFresh({ lastAccessTime }: PollerFacts, now: Instant): boolean {
  return lastAccessTime !== undefined && now - lastAccessTime <= FRESH_MILLISECONDS;
}

export function freshPollers(queue: QueueFacts | undefined, now: Instant): readonly PollerFacts[] {
  return queue?.pollers.filter((poller) => isFresh(poller, now)) ?? [];
}

/** Who has polled a queue and does no longer, as part of a sentence. */
export function pollersText({ pollers }: QueueFacts, now: Instant): string {
  const [last] = [...pollers].sort((a, b) => (b.lastAccessTime ?? 0) - (a.lastAccessTime ?? 0));
  if (last === undefined) return 'no worker has polled it in the last 5 minutes';
  return `${last.identity} did so last, ${spokenTime(now - (last.lastAccessTime ?? now))} ago`;
}

/** How long something has lasted. */
export function agoText({ facts }: Situation, since: Instant | undefined): string {
  return since === undefined ? 'an unknown time' : spokenTime(facts.now - since);
}

export function temporal(
  { facts }: Situation,
  words: string,
  flags?: Readonly<Record<string, string | number | true | undefined>>,
): string {
  return temporalCommand(facts, words, flags);
}

export function handrail(
  { facts }: Situation,
  words: string,
  parameters?: readonly string[],
  flags?: Readonly<Record<string, string | true | undefined>>,
): string {
  return handrailCommand(facts, words, parameters, flags);
}

/** The flags that name the execution in a command. */
export function thisWorkflow({ execution }: Situation): Record<string, string> {
  return { 'workflow-id': execution.workflowId };
}

/** The flags that name exactly this run, so that a command cannot hit a later one. */
export function thisRun({ execution }: Situation): Record<string, string> {
  return { 'workflow-id': execution.workflowId, 'run-id': execution.runId };
}
