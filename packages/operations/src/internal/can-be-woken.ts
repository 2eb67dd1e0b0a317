import type { ExecutionFacts, Insight } from '../facts';

/** Whether a worker has told of a signal or an update that the workflow can take. */
export function canBeWoken(insight: Insight | undefined): boolean {
  return insight !== undefined && insight.signals.length + insight.updates.length > 0;
}

/**
 * Whether a worker knows of no place where its code waits, and of nothing that could wake it. It may be over: an SDK takes no
 * notice of an undefined that is thrown. A function that is not async and returns a promise shows no place either.
 */
export function isDeadEnd(insight: Insight | undefined): boolean {
  return insight?.waitsNowhere === true && insight.isDefinitionKnown && !canBeWoken(insight);
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
