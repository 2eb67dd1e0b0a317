import type { ServerCalls } from '../internal/server-calls';

// Longer than this, pollers and backlogs are others.
const FRESH_MILLISECONDS = 3_000;

interface Known {
  readonly answer: Promise<unknown>;
  /** What could not be had is missing for all who share the answer. */
  readonly calls: ServerCalls;
  /** Undefined while it is asked: a server that takes its time is not asked once more meanwhile. */
  answeredAt: number | undefined;
}

/** What executions that are looked at one after the other need to ask only once: the queues that they share. */
export class SharedAnswers {
  readonly #answers = new Map<string, Known>();

  /** Gives what was answered to the same question a moment ago, or asks. `calls` hear of what could not be had, either way. */
  async get<T>(question: string, calls: ServerCalls, ask: (calls: ServerCalls) => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    const shared = known !== undefined && isFresh(known) ? known : this.#ask(question, calls.apart(), ask);
    const answer = (await shared.answer) as T;
    for (const { what, why } of shared.calls.notExamined) calls.noteMissing(what, why);
    return answer;
  }

  #ask(question: string, calls: ServerCalls, ask: (calls: ServerCalls) => Promise<unknown>): Known {
    const asked: Known = { calls, answer: ask(calls), answeredAt: undefined };
    const done = () => void (asked.answeredAt = performance.now());
    asked.answer.then(done, done);
    this.#answers.set(question, asked);
    return asked;
  }
}

function isFresh({ answeredAt }: Known): boolean {
  return answeredAt === undefined || performance.now() - answeredAt < FRESH_MILLISECONDS;
}
