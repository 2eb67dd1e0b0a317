import type { HttpReply } from './http-route';

interface StoredReply {
  readonly request: string;
  readonly reply: HttpReply;
  readonly at: number;
}

const CONFLICT: HttpReply = {
  status: 409,
  body: {
    error: {
      type: 'idempotency_error',
      message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    },
  },
};

/** What a provider remembers of idempotency keys, as Stripe's API does: the same request gets the stored reply, another one 409. */
export class KeyStore {
  private replies = new Map<string, StoredReply>();

  constructor(private readonly lifetimeMilliseconds: number | undefined) {}

  clear(): void {
    this.replies = new Map();
  }

  async once(key: string | undefined, request: string, handle: () => Promise<HttpReply>): Promise<HttpReply> {
    if (key === undefined || key === '') return handle();
    const stored = this.replies.get(key);
    const isFresh =
      stored !== undefined &&
      (this.lifetimeMilliseconds === undefined || Date.now() - stored.at < this.lifetimeMilliseconds);
    if (isFresh) return stored.request === request ? stored.reply : CONFLICT;
    const reply = await handle();
    this.replies.set(key, { request, reply, at: Date.now() });
    return reply;
  }
}
