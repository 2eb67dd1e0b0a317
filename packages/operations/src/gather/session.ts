import type { QueueFacts, QueueType } from '../facts';
import type { ServerCalls } from '../internal/server-calls';
import { describeQueue } from './queue';
import { SharedAnswers } from './shared-answers';

/** How far a look goes. */
export interface LookLimits {
  /** Executions, children included. @default 100 */
  readonly executions: number;
  /** Levels of children. @default 10 */
  readonly depth: number;
  /** Events of each history. @default 12000 */
  readonly events: number;
}

/** What several executions that are looked at together share: no task queue is described twice. */
export class Session {
  readonly #queues = new Map<string, Promise<QueueFacts | undefined>>();
  #executionsLeft: number;

  constructor(
    readonly calls: ServerCalls,
    readonly namespace: string,
    readonly limits: LookLimits,
    /** What other sessions have asked a moment ago. */
    readonly shared: SharedAnswers = new SharedAnswers(),
  ) {
    this.#executionsLeft = limits.executions - 1;
  }

  /** Describes a queue, or gives what it was described as before. */
  queue(type: QueueType, name: string, foreignNamespace?: string): Promise<QueueFacts | undefined> {
    const key = JSON.stringify([type, name, foreignNamespace]);
    const describe = (calls: ServerCalls) => describeQueue(calls, this.namespace, type, name, foreignNamespace);
    const known = this.#queues.get(key) ?? this.shared.get(key, this.calls, describe);
    this.#queues.set(key, known);
    return known;
  }

  /** All queues that were described. */
  async queues(): Promise<QueueFacts[]> {
    const all = await Promise.all(this.#queues.values());
    return all.filter((queue) => queue !== undefined);
  }

  /** How many of so many further executions may be looked at. */
  takeExecutions(wanted: number): number {
    const granted = Math.max(0, Math.min(wanted, this.#executionsLeft));
    this.#executionsLeft -= granted;
    return granted;
  }
}
