import type { SlaRounds } from './sla-round';

/** What a look hands to the next one. */
export interface SlaProgress {
  readonly checkedUntil?: number;
  readonly unfinished?: boolean;
  readonly notified?: number;
}

/** The activities of the durable monitor. */
export interface SlaActivities {
  lookAtSlas(progress: SlaProgress): Promise<SlaProgress>;
}

const SHARE_MILLISECONDS = 15_000;
const BEAT_MILLISECONDS = 3_000;

/** Safe to repeat: what was delivered is known to the server. */
export function slaActivities(rounds: SlaRounds): SlaActivities {
  return {
    async lookAtSlas({ checkedUntil, notified = 0, unfinished }) {
      return await whileAlive(async () => {
        const round = await rounds.look(checkedUntil, Date.now() + SHARE_MILLISECONDS);
        return {
          checkedUntil: round.checkedUntil,
          unfinished: round.unfinished,
          notified: round.notified + (unfinished === true ? notified : 0),
        };
      });
    },
  };
}

/** Lets the server know that this process lives, so that another one takes over soon where it does not. */
async function whileAlive<T>(work: () => Promise<T>): Promise<T> {
  // Who only asks why, or looks without a worker, need not load it.
  const { Context } = await import('@handrail/activity');
  const context = Context.current();
  context.heartbeat();
  const beat = setInterval(() => context.heartbeat(), BEAT_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
