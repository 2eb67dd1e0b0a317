import { formatDuration, showThrown } from '@handrail/common/host';
import type { SlaNotice } from './sla-notice';
import type { SlaSink } from './sla-sink';

// A failure that took less holds up nobody.
const NOTICEABLE_MILLISECONDS = 1_000;
// At most a fifth of the time is lost to one that fails slowly.
const REST_FOR_EACH_MILLISECOND = 4;

// So many notices are with it at most: a look goes on with more, so that the other sinks get theirs.
const MOST_AT_ONCE = 12;
// A sink that answers within that time keeps nobody waiting for longer.
const PLACE_MILLISECONDS = 5_000;

/** How a sink is known and treated. Times are milliseconds. */
export interface Patience {
  /** The same in all monitors that have this sink. */
  readonly key: string;
  /** For one notice. */
  readonly timeout: number;
  /** How long a sink that did not answer gets none, and one that failed at most. */
  readonly rest: number;
}

/**
 * A sink that is waited for so long and no longer. One that does not answer, or fails only after a while, would hold up the
 * notices of all others: it gets none for a time then, unless it takes others, and those that it misses are delivered by a later
 * look.
 */
export class PatientSink implements SlaSink {
  readonly key: string;
  readonly #sink: SlaSink;
  readonly #milliseconds: number;
  readonly #rest: number;
  #restsUntil = 0;
  #atOnce = 0;
  readonly #waiting: (() => void)[] = [];
  #lastSuccess = Number.NEGATIVE_INFINITY;

  constructor(sink: SlaSink, { key, timeout, rest }: Patience) {
    this.key = key;
    this.#sink = sink;
    this.#milliseconds = timeout;
    this.#rest = rest;
  }

  get name(): string {
    return this.#sink.name;
  }

  async deliver(notice: SlaNotice): Promise<void> {
    this.#requireAwake();
    if (this.#atOnce < MOST_AT_ONCE) this.#atOnce++;
    else await this.#place();
    try {
      this.#requireAwake();
      await this.#deliverNow(notice);
    } finally {
      this.#leave();
    }
  }

  #requireAwake(): void {
    if (performance.now() < this.#restsUntil) throw new Error('it failed the last time, after a while');
  }

  async #deliverNow(notice: SlaNotice): Promise<void> {
    const begun = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#restFor(this.#rest);
        reject(new Error(`it did not answer within ${formatDuration(this.#milliseconds)}`));
      }, this.#milliseconds);
    });
    try {
      await Promise.race([this.#sink.deliver(notice), silence]);
      this.#lastSuccess = performance.now();
      this.#restsUntil = 0;
    } catch (error) {
      this.#restUnlessTaking(begun);
      // Anything can be thrown, also nothing.
      throw error instanceof Error ? error : new Error(showThrown(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits until one of those that are with the sink is done; where none is for a while, it takes no more. */
  async #place(): Promise<void> {
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      const take = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        this.#restUnlessTaking(begun);
        reject(new Error(`${MOST_AT_ONCE} notices have had no answer for ${formatDuration(PLACE_MILLISECONDS)}`));
      }, PLACE_MILLISECONDS);
      this.#waiting.push(take);
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#atOnce--;
    else next();
  }

  /** One that has taken another notice meanwhile is there, and fails now and then. */
  #restUnlessTaking(begun: number): void {
    const took = performance.now() - begun;
    if (this.#lastSuccess >= begun || took < NOTICEABLE_MILLISECONDS) return;
    this.#restFor(Math.min(this.#rest, took * REST_FOR_EACH_MILLISECOND));
  }

  #restFor(milliseconds: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, performance.now() + milliseconds);
  }
}
