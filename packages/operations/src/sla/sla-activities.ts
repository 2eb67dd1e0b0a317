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

/** Safe to repeat: what was delivered is known to the server. */
export function slaActivities(rounds: SlaRounds): SlaActivities {
  return {
    async lookAtSlas({ checkedUntil, notified = 0, unfinished }) {
      const round = await rounds.look(checkedUntil, Date.now() + SHARE_MILLISECONDS);
      return {
        checkedUntil: round.checkedUntil,
        unfinished: round.unfinished,
        notified: round.notified + (unfinished === true ? notified : 0),
      };
    },
  };
}
