import { LONGEST_TIMER_MILLISECONDS } from './monitor-options';

/** Something that is looked at when its time comes. */
export interface Upcoming {
  /** What is watched already is not watched twice. */
  readonly key: string;
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly at: number;
  readonly act: () => Promise<void>;
}

// What is beyond that is found by the next look.
const MOST_WATCHED = 20_000;

/**
 * Acts at the times of things that lie ahead, a few at a time: work that is due all over an interval is not done in one heap at
 * its end.
 */
export class DeadlineWatch {
  readonly #concurrency: number;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #waiting: Upcoming[] = [];
  readonly #running = new Set<Promise<void>>();
  #isStopped = false;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** For how long the oldest of what is due has waited for its turn. */
  get lag(): number {
    const [oldest] = this.#waiting;
    return oldest === undefined ? 0 : Math.max(0, Date.now() - oldest.at);
  }

  plan(upcoming: Upcoming): void {
    const { key, at } = upcoming;
    const left = Math.max(0, at - Date.now());
    const isFull = this.#timers.size >= MOST_WATCHED || left > LONGEST_TIMER_MILLISECONDS;
    if (this.#isStopped || this.#timers.has(key) || isFull) return;
    const timer = setTimeout(() => this.#begin(upcoming), left);
    this.#timers.set(key, timer);
  }

  /** Forgets what lies ahead, and waits for what has begun. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#waiting.length = 0;
    await Promise.all(this.#running);
  }

  #begin(upcoming: Upcoming): void {
    this.#waiting.push(upcoming);
    this.#next();
  }

  #next(): void {
    if (this.#running.size >= this.#concurrency) return;
    const upcoming = this.#waiting.shift();
    if (upcoming === undefined) return;
    const run = upcoming.act().finally(() => {
      this.#timers.delete(upcoming.key);
      this.#running.delete(run);
      this.#next();
    });
    this.#running.add(run);
  }
}
