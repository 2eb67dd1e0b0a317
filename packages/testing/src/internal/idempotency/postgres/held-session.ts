import { type Attempt, isUnderWay } from '../attempt';
import type { RunSql } from './tables';

/** A connection that an attempt has taken from the pool, as the server knows it. */
export interface HeldSession {
  readonly processID: number | undefined;
  readonly owner: Attempt | undefined;
  /** A statement is under way. */
  readonly isBusy: boolean;
}

/**
 * Whether a session waits for a lock that nobody will free before the harness lets somebody go on: its holder is an attempt that
 * is frozen, has ended or waits itself. Who merely has not been answered yet, or waits for one that still runs, goes on by itself.
 */
export async function isHeldUp(
  session: HeldSession,
  sessions: readonly HeldSession[],
  sql: RunSql,
  asked: ReadonlySet<number> = new Set(),
): Promise<boolean> {
  const { processID } = session;
  if (processID === undefined || asked.has(processID)) return false;
  const [row] = await sql('SELECT pg_blocking_pids($1) AS pids', [processID]);
  const holders = sessions.filter((each) => (row?.['pids'] as number[] | undefined)?.includes(each.processID ?? 0));
  for (const holder of holders) {
    if (!holder.isBusy && holder.owner !== undefined && holder.owner !== session.owner && !isUnderWay(holder.owner))
      return true;
    if (holder.isBusy && (await isHeldUp(holder, sessions, sql, new Set([...asked, processID])))) return true;
  }
  return false;
}
