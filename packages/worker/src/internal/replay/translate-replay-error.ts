import { enrich, type ErrorContext, HR8001, HR8002, HR8003, type Problem } from '@handrail/errors';
import { ReplayError } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import type { Step } from './describe-step';
import { detailsIn, differenceOf, eventsOf } from './difference';

/** What a replay was about. */
export interface Replay {
  readonly history: unknown;
  /** The commands that the code sent in the workflow task that was replayed last; undefined where they are not known. */
  readonly commands: readonly Step[] | undefined;
}

/**
 * Appends to the error of a replay where code and history part, and what to do about it. Class and cause stay; an error that
 * is not known is untouched.
 */
export function translateReplayError(error: unknown, replay: Replay, context: ErrorContext): unknown {
  if (!(error instanceof Error)) return error;
  const problem = problemOf(error, replay);
  return problem === undefined ? error : enrich(error, problem, context);
}

function problemOf(error: Error, replay: Replay): Problem | undefined {
  const workflow = workflowTypeOf(replay.history) ?? 'unknown';
  const details = detailsIn(error.message);
  if (error instanceof DeterminismViolationError) {
    return HR8001.problem({ workflow, ...differenceOf(details ?? error.message, replay) });
  }
  if (error instanceof ReplayError && details !== undefined) {
    const [line = ''] = details.split('\n', 1);
    return HR8002.problem({ workflow, error: line });
  }
  const fault = error instanceof TypeError ? historyFault(replay.history) : undefined;
  return fault === undefined ? undefined : HR8003.problem({ problem: fault });
}

function workflowTypeOf(history: unknown): string | undefined {
  const [first] = eventsOf(history);
  const attributes = first?.['workflowExecutionStartedEventAttributes'] as
    { workflowType?: { name?: string } } | undefined;
  return attributes?.workflowType?.name;
}

/**
 * Refuses (HR8003) what is no history before the core sees it: of one that does not begin with the start of an execution its
 * thread dies, and the replay never ends.
 *
 * @throws HandrailError
 */
export function requireBeginning(history: unknown, context: ErrorContext): void {
  const [first] = eventsOf(history);
  // What is no history at all the SDK refuses itself.
  if (first === undefined || first['workflowExecutionStartedEventAttributes'] != null) return;
  const { eventType } = first as { eventType?: unknown };
  // In JSON of the server's the attributes have the name of their field.
  if (['EVENT_TYPE_WORKFLOW_EXECUTION_STARTED', 'WorkflowExecutionStarted', 1].includes(eventType as string)) return;
  throw HR8003.error({ problem: 'its first event is not the start of an execution' }, context);
}

function historyFault(history: unknown): string | undefined {
  if (typeof history !== 'object' || history === null) return `it is ${history === null ? 'null' : typeof history}`;
  if (!('events' in history)) return 'it has no events';
  const { events } = history;
  if (!Array.isArray(events)) return 'its events are no array';
  if (events.length === 0) return 'its events are empty';
  return workflowTypeOf(history) === undefined ? 'its first event is not the start of an execution' : undefined;
}
