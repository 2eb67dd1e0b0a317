import { removeSecrets } from '@handrail/common/host';
import { CODE, enrich, HandrailError, type Problem } from '@handrail/errors';
import type { Call, ErrorPlace, Failure, Translator } from './internal/failure';
import { grpcCause } from './internal/grpc-error';
import { lookUpsOf } from './internal/look-ups';
import { translators } from './internal/translators';

/**
 * Appends to an error of the SDK's or gRPC's own what it means and what to do. Its class and fields stay, because callers match on
 * them; a plain `Error` becomes the cause of a HandrailError. An error that is not known is returned untouched. Never throws; what
 * is asked of the server for it takes a second or two at most.
 */
export async function translateError(error: unknown, place: ErrorPlace, call: Call): Promise<unknown> {
  try {
    if (!(error instanceof Error) || CODE in error || HandrailError.isInstance(error)) return error;
    removeSecrets(error);
    const failure: Failure = {
      error,
      grpc: grpcCause(error),
      place,
      call,
      lookUps: lookUpsOf(place.connection, place.namespace),
      found: {},
    };
    for (const translate of translators) {
      const problem = await attempt(translate, failure);
      if (problem !== undefined) return explained(error, problem, failure);
    }
  } catch {
    // Explaining must never hide the error that it explains.
  }
  return error;
}

/** What a translator makes of a failure; one that fails itself knows nothing. */
async function attempt(translate: Translator, failure: Failure): Promise<Problem | undefined> {
  try {
    return await translate(failure);
  } catch {
    return undefined;
  }
}

function explained(error: Error, problem: Problem, { place, call, found }: Failure): Error {
  const { workflowId, scheduleId } = call;
  const runId = found.runId ?? call.runId;
  const target = {
    // A link cannot hold what is no text.
    ...(typeof workflowId === 'string' && { workflowId }),
    ...(typeof runId === 'string' && { runId }),
    ...(typeof scheduleId === 'string' && { scheduleId }),
  };
  const context = place.context(target);
  // What failed inside an execution may carry a code of its own, which stays the one that is found.
  if (!isPlain(error)) return enrich(error, problem, context, { over: true });
  return new HandrailError([problem], { ...context, cause: error });
}

/** Whether there is neither a class nor a code that anybody could match on. */
function isPlain(error: Error): boolean {
  return Object.getPrototypeOf(error) === Error.prototype && grpcCause(error) === undefined;
}
