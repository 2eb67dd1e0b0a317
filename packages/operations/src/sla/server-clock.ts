// Two clocks that agree better than this are taken for the same.
const AGREEMENT_MILLISECONDS = 2_000;

/** The clock of the server, as far as its answers tell; until then that of this machine. */
export class ServerClock {
  readonly #own: () => number;
  #ahead = 0;

  constructor(own: () => number) {
    this.#own = own;
  }

  /** @param time of the server, that it has just told */
  learn(time: number): void {
    // A server tells the time in nanoseconds; notices do not.
    const ahead = Math.round(time - this.#own());
    this.#ahead = Math.abs(ahead) < AGREEMENT_MILLISECONDS ? 0 : ahead;
  }

  now(): number {
    return this.#own() + this.#ahead;
  }

  /** When the clock of this machine shows what that of the server calls so. */
  local(time: number): number {
    return time - this.#ahead;
  }
}
