import { HR6008 } from '@handrail/errors';
import { SnapshotTooLargeError } from './compare/to-tree';
import type { Obstacle } from './obstacles';
import { NotAnActivityError } from './subject';
import { UnclearError } from './unclear-error';
import { WorldError } from './world-error';

/** What an error of the check itself says about the check. */
export function obstacleOf(error: unknown): Obstacle {
  if (error instanceof UnclearError) return error.obstacle;
  if (error instanceof SnapshotTooLargeError)
    return {
      reason: `the state is too large to be compared: ${error.message}`,
      remedy: 'let the world show less (a few tables, a digest per file), or mask what does not matter',
    };
  if (error instanceof WorldError && error.cause instanceof UnclearError) return error.cause.obstacle;
  if (error instanceof WorldError)
    return { reason: error.message, remedy: `correct ${error.action}() of the world "${error.world}"` };
  if (error instanceof NotAnActivityError)
    return { reason: error.message.replace(/\.$/, ''), remedy: 'let create() return the activity function' };
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    reason: `the check itself failed: ${text}`,
    remedy: 'report it with the activity and its world; this is a fault of the harness',
  };
}

/** The message about a check that could not judge. */
export function inconclusive(activity: string, { reason, remedy }: Obstacle): ReturnType<typeof HR6008.problem> {
  return HR6008.problem({ activity, reason, remedy });
}
