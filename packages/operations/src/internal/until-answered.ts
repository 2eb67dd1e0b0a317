import type { RepairOutcome } from '../repair';

/** What became of an execution, once that is decided. */
export type Result = Pick<RepairOutcome, 'outcome' | 'why' | 'newRunId'>;

/** What one try to repair an execution gave: a result, or something after which it is looked at again. */
export type Attempt = Result | 'rate limited' | CutOff;

/** The server was asked to do something, and its answer did not come: it may have been done. */
export interface CutOff {
  /** In the words of a report. */
  readonly cutOff: string;
}

/** Why an execution is left as it is that needs nothing any more. */
export const WELL = 'it is well by now';

// The SDK's connection tries again as well, for the five seconds that a call may take.
const PAUSES_MILLISECONDS = [1_000, 3_000, 9_000];

/** How to go about it. */
export interface Answering {
  /** Looks at the execution, and does what it needs. */
  readonly attempt: () => Promise<Attempt>;
  /** For a reset: the run that a try has made whose answer was lost, where the server shows one. */
  readonly findRun?: (() => Promise<string | undefined>) | undefined;
  /** Whether an earlier call did not hear what became of it. */
  readonly isUnsure: boolean;
  /** Gives false where there is to be no further try. */
  readonly pause: (milliseconds: number) => Promise<boolean>;
}

/**
 * A server that refuses for its limits is asked again a little later: what it refused has not failed, and was not done. Where
 * its answer was lost the execution is looked at again, and what cannot be found out then is called unknown.
 */
export async function untilAnswered({ attempt, findRun, isUnsure, pause }: Answering): Promise<Result> {
  let lost: string | undefined;
  for (const milliseconds of [...PAUSES_MILLISECONDS, undefined]) {
    const tried = await attempt();
    if (tried !== 'rate limited' && 'cutOff' in tried) lost = tried.cutOff;
    const result = tried === 'rate limited' || 'cutOff' in tried ? undefined : tried;
    if (result?.outcome === 'repaired') return result;
    const newRunId = lost !== undefined || isUnsure ? await findRun?.() : undefined;
    if (newRunId !== undefined) return { outcome: 'repaired', newRunId };
    if (result !== undefined && lost === undefined) return result;
    // A server that does not answer at the moment may tell a little later what it has done.
    if (result?.outcome === 'skipped') return afterLoss(lossOf(lost), result.why, findRun !== undefined);
    if (milliseconds === undefined || !(await pause(milliseconds))) break;
  }
  return lost === undefined
    ? { outcome: 'failed', why: 'the server refused to answer because of its limits' }
    : { outcome: 'unknown', why: lossOf(lost) };
}

/** What is well is what was wanted, unless it is a run that a reset of which nobody hears may end yet. */
function afterLoss(loss: string, why: string | undefined, isReset: boolean): Result {
  const outcome = why === WELL && !isReset ? 'repaired' : 'unknown';
  return { outcome, why: `${loss}; looked at again: ${why}` };
}

function lossOf(lost: string | undefined): string {
  return `the server did not say whether it was done (${lost})`;
}
