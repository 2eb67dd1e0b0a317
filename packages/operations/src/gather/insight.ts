import type { ExecutionFacts, Insight } from '../facts';
import { freshPollers } from '../situation';
import { plainPayload } from './payload';
import type { Session } from './session';

const ANSWER_MILLISECONDS = 1_500;
const MOST_LINES = 3;

/** Whether workers may be asked: a query takes a slot, and replays a history that is no longer in their cache. */
export type Questions = 'auto' | 'never' | 'always';

// What a worker replays within the time that an answer takes anyway.
const SHORT_HISTORY = 500;

/**
 * Asks the worker where its workflow waits and which signals it can take. Only where that is what the verdict needs, and
 * where a worker polls that can answer. Beside work that is pending it is only asked what it can take.
 */
export async function gatherInsight(
  session: Session,
  execution: ExecutionFacts,
  questions: Questions,
  now: number,
  isBesideWork = false,
): Promise<Insight | undefined> {
  const { status, workflowTask, activities, children, nexusOperations, historyLength, taskQueue, workflowId } =
    execution;
  // What is abandoned may be waited for, or not: only the code knows.
  const awaited = children.filter(({ isAbandoned = false }) => !isAbandoned);
  const isWaiting = workflowTask === undefined && activities.length + awaited.length + nexusOperations.length === 0;
  const hasHandlers = (execution.history?.updates.length ?? 0) > 0 || execution.isCancelRequested;
  const isWanted = isBesideWork ? workflowTask === undefined : isWaiting || hasHandlers;
  if (status !== 'RUNNING' || questions === 'never' || !isWanted) return undefined;
  if (execution.history?.lastTaskCompleted === undefined) return undefined;
  const noteMissing = (why: string) => {
    if (!isBesideWork) session.calls.noteMissing(`where the code of "${workflowId}" waits`, why);
    return undefined;
  };
  if (questions === 'auto' && historyLength > SHORT_HISTORY) {
    return noteMissing(`a worker may have to replay ${historyLength} events to answer; ask for it with --ask-worker`);
  }
  const queue = await session.queue('workflow', taskQueue);
  if (freshPollers(queue, now).length === 0) {
    return queue === undefined ? undefined : noteMissing('no worker polls that could answer');
  }
  // One after the other: while a worker has a task of an execution, the server keeps one question about it and refuses a second.
  const metadata = await query(session, execution, '__temporal_workflow_metadata');
  const stack = isBesideWork || metadata === TOO_LATE ? undefined : await query(session, execution, '__stack_trace');
  const { definition, currentDetails } = asRecord(metadata);
  const { signalDefinitions, updateDefinitions } = asRecord(definition);
  return {
    waitsAt: typeof stack === 'string' ? ownLines(stack) : [],
    waitsNowhere: typeof stack === 'string' && stack.trim() === '',
    signals: names(signalDefinitions),
    isDefinitionKnown: Array.isArray(signalDefinitions),
    updates: names(updateDefinitions),
    currentDetails: typeof currentDetails === 'string' && currentDetails !== '' ? currentDetails : undefined,
  };
}

/** Stands for the answer of a worker that did not give it in time: it would be as late with the next one. */
const TOO_LATE = Symbol('too late');

async function query(session: Session, { workflowId, runId }: ExecutionFacts, queryType: string): Promise<unknown> {
  const { calls, namespace } = session;
  const answer = await calls.ask(
    `QueryWorkflow ${queryType}`,
    (service) => service.queryWorkflow({ namespace, execution: { workflowId, runId }, query: { queryType } }),
    ANSWER_MILLISECONDS,
  );
  if (answer.ok) return plainPayload(answer.value.queryResult?.payloads?.[0]);
  calls.noteMissing(`where the code of "${workflowId}" waits`, answer.problem.text);
  return answer.problem.kind === 'timed out' ? TOO_LATE : undefined;
}

const OF_THE_SDK =
  /node_modules[\\/]@?(temporalio|handrail)|[\\/]packages[\\/](workflow|common)[\\/](src|lib)[\\/]|^at (new )?(Promise|async Promise)|node:/;

/** The user's own lines, innermost first. */
function ownLines(stack: string): string[] {
  const lines = stack.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line.startsWith('at ') && !OF_THE_SDK.test(line)))].slice(0, MOST_LINES);
}

// What the SDK adds by itself to every workflow.
const BUILT_IN = /^__|^(Any|Default)/;

function names(definitions: unknown): string[] {
  if (!Array.isArray(definitions)) return [];
  return definitions
    .map((each) => asRecord(each)['name'])
    .filter((name): name is string => typeof name === 'string' && name !== '' && !BUILT_IN.test(name));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
