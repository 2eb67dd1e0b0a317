import type { ActivityFacts, ExecutionFacts } from '../facts';

/**
 * How much a description alone looks like trouble; 0 where it looks well. Pure. It only says what to look at first: the
 * description of an execution that is well may look like trouble, too.
 */
export function suspicionOf(execution: ExecutionFacts): number {
  const { workflowTask: task, activities, children, nexusOperations, isCancelRequested, status, pause } = execution;
  if (task !== undefined && task.attempt > 1) return SUSPICION.failing;
  if (status === 'PAUSED' || pause !== undefined) return SUSPICION.failing;
  // One that a worker has at this moment moves.
  if (task?.state === 'SCHEDULED') return SUSPICION.waiting;
  if (activities.some(isInTrouble)) return SUSPICION.waiting;
  if (nexusOperations.some(({ state }) => state !== 'STARTED')) return SUSPICION.waiting;
  if (isCancelRequested) return SUSPICION.asked;
  if (children.length + nexusOperations.length > 0) return SUSPICION.inherited;
  return activities.some(({ heartbeatMilliseconds }) => heartbeatMilliseconds === undefined) ? SUSPICION.silent : 0;
}

const SUSPICION = { failing: 5, waiting: 4, asked: 3, inherited: 2, silent: 1 };

function isInTrouble({ isPaused, attempt, state, lastFailure }: ActivityFacts): boolean {
  return isPaused || attempt > 1 || state === 'SCHEDULED' || lastFailure !== undefined;
}
