import { BoundedSet } from '@handrail/common/host';
import type { OperationsClient } from '../explain-execution';
import { ClaimService, LEASE_MILLISECONDS } from './claim-service';

/** What came of an attempt to deliver a notice. */
export type Delivery =
  | 'delivered'
  /** It was, before. */
  | 'known'
  /** Another monitor is about to deliver it. */
  | 'taken'
  /** By the clock of the server this is not the time for it. */
  | 'untimely'
  | 'failed';

/** What is done with a notice by whoever has it. */
export interface Claimed {
  /** Whether it is the time for it, given that of the server, where that is known. */
  readonly isTimely: (time: number | undefined) => boolean;
  /** @param before the sinks that have got it already */
  readonly deliver: (before: readonly string[]) => Promise<Delivered>;
}

/** What came of a delivery. */
export interface Delivered {
  readonly isWhole: boolean;
  /** The sinks that have got it. */
  readonly got: readonly string[];
}

const MOST_REMEMBERED = 200_000;
const RENEWALS_IN_A_LEASE = 3;

/**
 * Lets one of several monitors deliver a notice, and remembers that it did. The server is the judge: each notice is an execution
 * with the notice's id, which only one monitor can start. Its first task is handed to that monitor at once, and completed when the notice is
 * delivered; no worker ever runs it. Where the monitor dies the task times out, and another one takes it from its queue.
 */
export class NoticeClaims {
  readonly #service: ClaimService;
  readonly #delivered = new BoundedSet(MOST_REMEMBERED);
  /** To ask first is cheaper than to be refused, and dearer where nobody else delivers. */
  #hasRivals = false;

  constructor(client: OperationsClient, identity: string) {
    this.#service = new ClaimService(client, identity);
  }

  /** What time it is for the server, where it says so. */
  async time(): Promise<number | undefined> {
    return await this.#service.time();
  }

  /** Whether this process knows that a notice was delivered. */
  isDelivered(id: string): boolean {
    return this.#delivered.has(id);
  }

  /** Whether anybody is known to have delivered it. Asks the server where another monitor is about. */
  async isKnown(id: string): Promise<boolean> {
    if (!this.#delivered.has(id) && this.#hasRivals && (await this.#service.isDelivered(id))) this.#delivered.add(id);
    return this.#delivered.has(id);
  }

  /**
   * Learns at once what others have delivered since a time. The list lags behind: what is not in it is asked for one by one.
   */
  async learn(since: number): Promise<void> {
    for (const id of await this.#service.delivered(since)) this.#delivered.add(id);
  }

  /** Delivers a notice unless somebody has or does, or it is not the time for it. */
  async once(id: string, memo: Readonly<Record<string, string>>, { isTimely, deliver }: Claimed): Promise<Delivery> {
    if (await this.isKnown(id)) return 'known';
    let held = await this.#service.make(id, memo);
    let before: readonly string[] = [];
    if (held === undefined) {
      this.#hasRivals = true;
      const { kind, got } = await this.#service.state(id);
      if (kind === 'delivered') this.#delivered.add(id);
      if (kind !== 'abandoned') return kind === 'delivered' ? 'known' : 'taken';
      before = got;
      held = await this.#service.take(id);
      if (held === undefined) return 'taken';
    }
    if (!isTimely(held.time)) {
      await this.#service.release(held.token, 'it is not the time for it');
      return 'untimely';
    }
    const lease = new Lease(this.#service, id, held.token);
    const { isWhole, got } = await deliver(before).finally(() => lease.stop());
    if (!isWhole) {
      await lease.leave(got);
      return 'failed';
    }
    // Also where the server does not hear of it: this process does not repeat itself.
    this.#delivered.add(id);
    await lease.complete({ deliveredAt: new Date().toISOString() });
    return 'delivered';
  }
}

// The server may have been away just then.
const MOST_COMPLETIONS = 3;

/** Keeps a claim for as long as its notice takes. */
class Lease {
  readonly #service: ClaimService;
  readonly #id: string;
  readonly #timer: NodeJS.Timeout;
  #token: Uint8Array | undefined;
  #renewing: Promise<void> | undefined;

  constructor(service: ClaimService, id: string, token: Uint8Array) {
    this.#service = service;
    this.#id = id;
    this.#token = token;
    // A server that is slow still works on the last one: a second one with the same token would be refused, and the claim lost.
    const renew = () => void (this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined)));
    this.#timer = setInterval(renew, LEASE_MILLISECONDS / RENEWALS_IN_A_LEASE);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
  }

  /** Closes the claim for good, also where it has run out meanwhile and nobody has taken it. */
  async complete(result: object): Promise<void> {
    for (let attempt = 1; attempt <= MOST_COMPLETIONS; attempt++) {
      if (this.#token !== undefined && (await this.#service.complete(this.#token, result))) return;
      const again = await this.#service.take(this.#id);
      if (again === undefined && attempt > 1) return;
      this.#token = again?.token;
    }
  }

  async leave(got: readonly string[]): Promise<void> {
    if (this.#token !== undefined) await this.#service.leave(this.#token, got);
  }

  async #renew(): Promise<void> {
    if (this.#token !== undefined) this.#token = await this.#service.renew(this.#token);
  }
}
