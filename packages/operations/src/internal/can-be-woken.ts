import type { ExecutionFacts, Insight } from '../facts';

/** Whether a worker has told of a signal or an update that the workflow can take. */
export function canBeWoken(insight: Insight | undefined): boolean {
  return insight !== undefined && insight.signals.length + insight.updates.length > 0;
}

/** What may wake it, in words. */
export function awaitedText({ insight }: Pick<ExecutionFacts, 'insight'>): string {
  const signals = insight?.signals.map((name) => `"${name}"`) ?? [];
  const updates = insight?.updates.map((name) => `"${name}"`) ?? [];
  const parts = [
    ...(signals.length > 0 ? [`signal ${signals.join(' or ')}`] : []),
    ...(updates.length > 0 ? [`update ${updates.join(' or ')}`] : []),
  ];
  return parts.length === 0 ? 'a signal or an update' : parts.join(' or ');
}
