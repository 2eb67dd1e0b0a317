import { formatDuration } from '@handrail/common/host';
import type { SlaNotice } from './sla-notice';
import type { SlaSink } from './sla-sink';

/**
 * A sink that is waited for so long and no longer. One that does not answer would hold up the notices of all others: it gets
 * none for a while then, and those that it misses are delivered by a later look.
 */
export class PatientSink implements SlaSink {
  readonly #sink: SlaSink;
  readonly #milliseconds: number;
  readonly #rest: number;
  #restsUntil = 0;

  /**
   * @param milliseconds for one notice
   * @param rest how long a sink that did not answer gets none
   */
  constructor(sink: SlaSink, milliseconds: number, rest: number) {
    this.#sink = sink;
    this.#milliseconds = milliseconds;
    this.#rest = rest;
  }

  get name(): string {
    return this.#sink.name;
  }

  async deliver(notice: SlaNotice): Promise<void> {
    if (performance.now() < this.#restsUntil) throw new Error('it did not answer the last time');
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#restsUntil = performance.now() + this.#rest;
        reject(new Error(`it did not answer within ${formatDuration(this.#milliseconds)}`));
      }, this.#milliseconds);
    });
    try {
      await Promise.race([this.#sink.deliver(notice), silence]);
    } finally {
      clearTimeout(timer);
    }
  }
}
