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
  private underWay = new Map<string, Promise<HttpReply>>();

  constructor(private readonly lifetimeMilliseconds: number | undefined) {}

  clear(): void {
    this.replies = new Map();
    this.underWay = new Map();
  }

  async once(key: string | undefined, request: string, handle: () => Promise<HttpReply>): Promise<HttpReply> {
    if (key === undefined || key === '') return handle();
    // A route that waits must not be entered twice under one key; whoever comes second finds what it has stored.
    await this.underWay.get(key)?.catch(() => undefined);
    const stored = this.replies.get(key);
    const isFresh =
      stored !== undefined &&
      (this.lifetimeMilliseconds === undefined || Date.now() - stored.at < this.lifetimeMilliseconds);
    if (isFresh) return stored.request === request ? stored.reply : CONFLICT;
    const replying = handle();
    this.underWay.set(key, replying);
    try {
      const reply = await replying;
      this.replies.set(key, { request, reply, at: Date.now() });
      return reply;
    } finally {
      if (this.underWay.get(key) === replying) this.underWay.delete(key);
    }
  }
}
