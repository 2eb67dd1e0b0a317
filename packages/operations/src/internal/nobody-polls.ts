import type { Evidence } from '../explanation';
import { seen } from '../finding';
import { freshPollers, pollersText, queueOf, type Situation } from '../situation';

/** What is to be said where nobody would go on with an execution that waits, once what it waits for is there. */
export interface NobodyPolls {
  readonly evidence: readonly Evidence[];
  /** To be put after another sentence. */
  readonly consequence: string;
}

export function nobodyPolls(situation: Situation): NobodyPolls {
  const { facts, execution } = situation;
  const queue = queueOf(situation, 'workflow', execution.taskQueue);
  if (queue === undefined || freshPollers(queue, facts.now).length > 0) return { evidence: [], consequence: '' };
  return {
    evidence: [seen(`no worker polls task queue "${queue.name}" now: ${pollersText(queue, facts.now)}`)],
    consequence: ` As long as no worker polls task queue "${queue.name}", nothing goes on then.`,
  };
}
