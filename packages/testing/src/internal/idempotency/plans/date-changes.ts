import type { Attempt } from '../attempt';
import type { Facts } from '../facts';
import { NOT_REACHED, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';

const DAY = 86_400_000;
const MONDAY = 1;
const THURSDAY = 4;

/** What is made from the date of the day differs between an attempt just before midnight and its retry just after it. */
export const dateChanges: PlanKind = {
  name: 'date-changes',
  production:
    'the activity runs shortly before midnight and is retried shortly after it: on another day, in another week, month or year.',
  plans: (facts) =>
    facts.isVirtual
      ? [
          plan(facts, 'year', 'a year', nextYear),
          plan(facts, 'week', 'a week', (now) => nextWeekday(now, MONDAY)),
          plan(facts, 'week-from-sunday', 'a week that begins on Sunday', (now) => nextWeekday(now, 0)),
          // Weeks that are counted from 1 January 1970 begin with its weekday.
          plan(facts, 'week-from-thursday', 'a week that is counted from 1970', (now) => nextWeekday(now, THURSDAY)),
        ]
      : [],
};

function plan(facts: Facts, id: string, text: string, turn: (now: number) => number): Plan {
  return {
    id: `date-changes/${id}`,
    story: `the activity ends in the last second of ${text} (UTC), its completion is lost; it is retried in the next one`,
    depth: 1,
    async run(run) {
      run.beginAt(turn(run.settings.scheduledAt) - 500);
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt();
      // By then an offer may have expired, a card, a token: what is refused for that reason is not what the clean run shows.
      if (!hasDoneAll(facts, first)) return NOT_REACHED;
      await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

function nextYear(now: number): number {
  return Date.UTC(new Date(now).getUTCFullYear() + 1, 0, 1);
}

function nextWeekday(now: number, weekday: number): number {
  const midnight = Math.floor(now / DAY) * DAY;
  const days = (weekday - new Date(midnight).getUTCDay() + 7) % 7;
  return midnight + (days === 0 ? 7 : days) * DAY;
}

function hasDoneAll({ steps }: Facts, { outcome, passages }: Attempt): boolean {
  const done = new Set(passages.flatMap(({ effect, landed }) => (landed ? [verbOf(effect.label)] : [])));
  return (
    outcome?.kind === 'completed' && steps.every(({ isEffect, effect }) => !isEffect || done.has(verbOf(effect.label)))
  );
}

/** Without what it is done to: that may be named after the date. */
function verbOf(label: string): string {
  return label.split(' ', 1)[0] ?? label;
}
