// Longer than this, pollers and backlogs are others.
const FRESH_MILLISECONDS = 3_000;

/** What executions that are looked at one after the other need to ask only once: the queues that they share. */
export class SharedAnswers {
  readonly #answers = new Map<string, { readonly time: number; readonly answer: Promise<unknown> }>();

  /** Gives what was answered to the same question a moment ago, or asks. */
  get<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    const now = performance.now();
    if (known !== undefined && now - known.time < FRESH_MILLISECONDS) return known.answer as Promise<T>;
    const answer = ask();
    this.#answers.set(question, { time: now, answer });
    return answer;
  }
}
