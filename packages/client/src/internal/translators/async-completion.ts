import { HR4032, HR4050, HR4051, type Problem } from '@handrail/errors';
import { ActivityCompletionError, ActivityNotFoundError } from '@temporalio/client';
import type { Translator } from '../failure';
import { oneLine } from '../grpc-error';

/** Activities that are completed, failed or kept alive from outside. */
export const asyncCompletion: Translator = ({ error, call: { operation, activity } }): Problem | undefined => {
  if (error instanceof ActivityNotFoundError) return HR4050.problem({ operation, activity: nameOf(activity) });
  if (!(error instanceof ActivityCompletionError)) return undefined;
  if (/size exceeds limit/i.test(error.message)) return HR4032.problem({ operation, reason: error.message });
  if (!/task token/i.test(error.message)) return undefined;
  const bytes = activity instanceof Uint8Array ? activity.length : 0;
  return HR4051.problem({ operation, bytes, reason: error.message });
};

function nameOf(activity: unknown): string {
  if (activity instanceof Uint8Array) return `activity for this task token (${activity.length} bytes)`;
  const { workflowId, activityId } = (activity ?? {}) as { workflowId?: string; activityId?: string };
  const name = `activity "${oneLine(activityId ?? String(activity))}"`;
  return workflowId === undefined ? name : `${name} of workflow "${oneLine(workflowId)}"`;
}
