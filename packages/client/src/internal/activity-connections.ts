import { addressOf, BoundedSet, logProblem, readField, resolvePolicy } from '@handrail/common/host';
import { HR4070 } from '@handrail/errors';
import type { Connection } from '@temporalio/client';
import { wrapMethod } from './own-method';

/** Where the SDK keeps the context of the activity that runs; of whichever copy of its activity package. */
const CONTEXTS = Symbol.for('__temporal_activity_context_storage__');

/** From here on it is no connection that is made once and shared. */
const MANY_CONNECTIONS = 5;
/** Within which many that are closed again are made in each attempt. */
const SHORT_MILLISECONDS = 60_000;
const MOST_COUNTS = 1_000;

/** The connections of one type of activity to one address. */
interface Count {
  open: number;
  /** When the last ones were opened. */
  times: readonly number[];
}

const counts = new Map<string, Count>();
const told = new BoundedSet(MOST_COUNTS);
const noted = new WeakSet();

/** HR4070: counts the connections that each type of activity opens, and tells once of those that open many. */
export function noteActivityConnection(connection: Connection): void {
  const activityType = runningActivity();
  if (activityType === undefined || noted.has(connection)) return;
  noted.add(connection);
  const count = countOf(`${activityType} ${addressOf(connection)}`);
  const now = performance.now();
  count.open += 1;
  count.times = [...count.times.filter((time) => now - time < SHORT_MILLISECONDS), now].slice(-MANY_CONNECTIONS);
  noteClose(connection, count);
  const connections = Math.max(count.open, count.times.length);
  if (connections < MANY_CONNECTIONS || !told.add(activityType)) return;
  const { links } = resolvePolicy();
  logProblem(HR4070.problem({ activityType, connections }), { links }, { activityType });
}

function countOf(key: string): Count {
  const known = counts.get(key);
  if (known !== undefined) return known;
  const count: Count = { open: 0, times: [] };
  counts.set(key, count);
  const [oldest] = counts.keys();
  if (counts.size > MOST_COUNTS && oldest !== undefined) counts.delete(oldest);
  return count;
}

function noteClose(connection: Connection, count: Count): void {
  let isOpen = true;
  wrapMethod(connection, 'close', async (inherited) => {
    if (isOpen) count.open -= 1;
    isOpen = false;
    await inherited();
  });
}

function runningActivity(): string | undefined {
  const storage = (globalThis as Partial<Record<symbol, { getStore?: () => unknown }>>)[CONTEXTS];
  const activityType = readField(readField(storage?.getStore?.(), 'info'), 'activityType');
  return typeof activityType === 'string' ? activityType : undefined;
}
