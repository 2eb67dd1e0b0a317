import { isDeepStrictEqual } from 'node:util';
import type { Reply, Request } from './http-service';
import { refusal } from './http-service';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Remembers replies by their `Idempotency-Key` header with the rules of Stripe's API: a repeat with the same parameters gets
 * the first reply again (a refusal, too), other parameters under a used key are refused, and a key is forgotten after a day.
 */
export class IdempotencyKeys {
  readonly #entries = new Map<string, { body: unknown; reply: Reply; at: number }>();

  constructor(private readonly now: () => number) {}

  /** Performs a request unless its key has been used before. Without a key it is performed each time. */
  once(request: Request, perform: () => Reply): Reply {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return perform();
    const known = this.#entries.get(key);
    if (known === undefined || this.now() - known.at >= DAY) {
      const reply = perform();
      this.#entries.set(key, { body: request.body, reply, at: this.now() });
      return reply;
    }
    if (!isDeepStrictEqual(known.body, request.body)) {
      return refusal(400, 'idempotency_error', `The key ${key} was first used with other parameters.`);
    }
    return { ...known.reply, headers: { 'idempotent-replayed': 'true' } };
  }
}
