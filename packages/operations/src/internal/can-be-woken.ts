import type { Insight } from '../facts';

/** Whether a worker has told of a signal or an update that the workflow can take. */
export function canBeWoken(insight: Insight | undefined): boolean {
  return insight !== undefined && insight.signals.length + insight.updates.length > 0;
}
