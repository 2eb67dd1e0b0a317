import { logProblem, readField, resolvePolicy } from '@handrail/common/host';
import { HR4070 } from '@handrail/errors';

/** Where the SDK keeps the context of the activity that runs; of whichever copy of its activity package. */
const CONTEXTS = Symbol.for('__temporal_activity_context_storage__');

/** From here on it is no connection that is made once and shared. */
const MANY_CONNECTIONS = 5;
const MOST_TYPES = 1_000;

const connections = new Map<string, number>();

/** HR4070: counts the connections that each type of activity makes, and tells once of those that make many. */
export function noteActivityConnection(): void {
  const activityType = runningActivity();
  if (activityType === undefined) return;
  const count = (connections.get(activityType) ?? 0) + 1;
  if (count > MANY_CONNECTIONS || (count === 1 && connections.size >= MOST_TYPES)) return;
  connections.set(activityType, count);
  if (count < MANY_CONNECTIONS) return;
  const { links } = resolvePolicy();
  logProblem(HR4070.problem({ activityType, connections: count }), { links }, { activityType });
}

function runningActivity(): string | undefined {
  const storage = (globalThis as Partial<Record<symbol, { getStore?: () => unknown }>>)[CONTEXTS];
  const activityType = readField(readField(storage?.getStore?.(), 'info'), 'activityType');
  return typeof activityType === 'string' ? activityType : undefined;
}
