import { enrich, type ErrorContext, HR4037, HR8001, HR8002, noteProblem, type Problem } from '@handrail/errors';
import { ReplayError } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { detailsIn, differenceOf, eventsOf, type Parting } from './difference';

/**
 * Appends to the error of a replay where code and history part, and what to do about it. Class and cause stay; an error that
 * is not known is untouched.
 */
export function translateReplayError(error: unknown, replay: Parting, context: ErrorContext): unknown {
  if (!(error instanceof Error)) return error;
  const problem = problemOf(error, replay);
  return problem === undefined ? error : noteProblem(enrich(error, problem, context), problem);
}

function problemOf(error: Error, replay: Parting): Problem | undefined {
  const workflow = workflowTypeOf(replay.history) ?? 'unknown';
  const details = detailsIn(error.message);
  if (error instanceof DeterminismViolationError) {
    return HR8001.problem({ workflow, ...differenceOf(details ?? error.message, replay) });
  }
  if (error instanceof ReplayError && details !== undefined) {
    const [line = ''] = details.split('\n', 1);
    const remedy = remedyIn(details);
    return HR8002.problem({ workflow, error: line, ...(remedy !== undefined && { remedy }) });
  }
  if (error.message === 'ReplayWorkerOptions must contain workflowsPath or workflowBundle') {
    return HR4037.problem({ operation: 'Worker.runReplayHistory', option: 'workflowsPath or workflowBundle' });
  }
  return undefined;
}

/** What the failed task's own block says is to be done. */
function remedyIn(details: string): string | undefined {
  if (!/^\[HR\d{4}\] /.test(details)) return undefined;
  const lines = /\n {2}Fix: {5}([^]*?)(?=\n {2}\S|$)/.exec(details)?.[1];
  return lines?.replace(/\n +/g, '\n').replace(/\.$/, '');
}

function workflowTypeOf(history: unknown): string | undefined {
  const [first] = eventsOf(history);
  const attributes = first?.['workflowExecutionStartedEventAttributes'] as
    { workflowType?: { name?: string } } | undefined;
  return attributes?.workflowType?.name;
}
