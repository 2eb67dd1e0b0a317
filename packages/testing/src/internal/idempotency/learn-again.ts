// A second clean run of a call shows what varies by itself.
import { type CleanRun, cleanRun } from './clean-run';
import { compareRuns } from './compare-runs';
import { copyLessons, type Lessons, takeOver } from './compare/lessons';
import type { Tree } from './compare/tree';
import type { Place } from './place';
import { isExplained, refuseUnexplained } from './refuse-unclear';
import type { RunSettings } from './run';
import type { CallName } from './subject';

const DAY = 86_400_000;
/** The second clean run starts in another month, on another weekday, at another minute: what is made from the time shows. */
const LATER = 40 * DAY + 3 * 3_600_000 + 61_001;
/** The same where a month makes a difference of its own. */
const SOON = 61_001;
/** The same where the time is the machine's own: the second is another one at least. */
const REAL_WAIT_MILLISECONDS = 1_050;

/** What a call has shown so far. */
export interface FirstRun {
  readonly call: CallName;
  readonly before: Tree;
  readonly first: CleanRun;
  /** From where it is called the second time. */
  readonly elsewhere: Place;
}

/** Learns what varies; gives the second run, and a note where the call depends on the date. */
export async function learnAgain(
  settings: RunSettings,
  { call, before, first, elsewhere }: FirstRun,
  lessons: Lessons,
): Promise<{ readonly second: CleanRun; readonly note?: string }> {
  const { stage, scheduledAt } = settings;
  if (stage.clock === undefined) await new Promise((resolve) => setTimeout(resolve, REAL_WAIT_MILLISECONDS));
  const runAt = (delay: number) => cleanRun(settings, call, elsewhere, scheduledAt + delay);
  const tried = copyLessons(lessons);
  const second = await runAt(LATER);
  const changes = compareRuns(before, first, second, tried);
  if (isExplained(changes, first, second)) {
    takeOver(lessons, tried);
    return { second };
  }
  if (stage.clock === undefined) refuseUnexplained(changes, first, second);
  // An offer has expired by then, or a card. Whoever is nondeterministic does not come to the same three times.
  const soon = await learnSoon();
  const late = await runAt(LATER);
  if (!isExplained(compareRuns(before, second, late, copyLessons(lessons)), second, late))
    refuseUnexplained(changes, first, second);
  return {
    second: soon,
    note: `40 days later the ${call === 'args' ? 'call' : `${call} call`} ends differently, so what varies by itself was learned from runs a minute apart`,
  };

  async function learnSoon(): Promise<CleanRun> {
    const [one, other] = [await runAt(SOON), await runAt(SOON)];
    for (const each of [one, other]) refuseUnexplained(compareRuns(before, first, each, lessons), first, each);
    return one;
  }
}
