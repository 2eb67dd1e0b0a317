import { ApplicationFailure, Context } from '@temporalio/activity';
import { setTimeout as wait } from 'node:timers/promises';

export const activities = {
  /** Works until it is cancelled or its worker stops. */
  async hold(): Promise<void> {
    await Context.current().cancelled;
  },

  /** Does not end by itself, whatever happens. */
  async hang(): Promise<void> {
    const { cancelled } = Context.current();
    await cancelled.catch(() => {});
  },

  async beat(): Promise<void> {
    for (let step = 0; ; step++) {
      Context.current().heartbeat({ step });
      await Promise.race([wait(200), Context.current().cancelled]);
    }
  },

  /** Sends heartbeats for a while, and then none. */
  async fallSilent(): Promise<void> {
    Context.current().heartbeat('still here');
    await Context.current().cancelled;
  },

  async fail(message = 'provider is down'): Promise<void> {
    throw ApplicationFailure.create({ message, type: 'Outage' });
  },

  async failForGood(message: string): Promise<void> {
    throw ApplicationFailure.nonRetryable(message, 'CardDeclined');
  },

  async failLater(seconds: number): Promise<void> {
    throw ApplicationFailure.create({ message: 'come back later', nextRetryDelay: seconds * 1_000 });
  },

  async work(): Promise<string> {
    return 'done';
  },
};
