import type { Evidence } from '../explanation';
import type { ActivityFacts, QueueFacts } from '../facts';
import { seen } from '../finding';
import { freshPollers, pollersText, queueOf, type Situation } from '../situation';

/** What is to be said where nobody would go on with an execution that waits, once what it waits for is there. */
export interface NobodyPolls {
  readonly evidence: readonly Evidence[];
  /** To be put after another sentence. */
  readonly consequence: string;
}

const SOMEBODY: NobodyPolls = { evidence: [], consequence: '' };

export function nobodyPolls(situation: Situation): NobodyPolls {
  const { facts, execution } = situation;
  const queue = queueOf(situation, 'workflow', execution.taskQueue);
  if (queue === undefined || freshPollers(queue, facts.now).length > 0) return SOMEBODY;
  return {
    evidence: [unpolled(situation, queue)],
    consequence: ` As long as no worker polls task queue "${queue.name}", nothing goes on then.`,
  };
}

/** As {@link nobodyPolls}, for the next attempt of an activity. A worker that lives and has it in its hands polls later. */
export function nobodyPollsFor(situation: Situation, { taskQueue, state }: ActivityFacts): NobodyPolls {
  const queue = queueOf(situation, 'activity', taskQueue);
  const isWaiting = state === 'SCHEDULED';
  if (!isWaiting || queue === undefined || freshPollers(queue, situation.facts.now).length > 0) return SOMEBODY;
  return {
    evidence: [unpolled(situation, queue, ' for activities')],
    consequence: ` As long as no worker polls task queue "${taskQueue}" for activities, it waits on then.`,
  };
}

function unpolled({ facts }: Situation, queue: QueueFacts, what = ''): Evidence {
  return seen(`no worker polls task queue "${queue.name}"${what} now: ${pollersText(queue, facts.now)}`);
}
