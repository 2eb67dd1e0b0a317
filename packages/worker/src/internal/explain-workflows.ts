import { types } from 'node:util';
import { BoundedSet, wordedFacts } from '@handrail/common/host';
import {
  formatProblems,
  headLine,
  HR1042,
  type InspectTarget,
  type Links,
  type Problem,
  problemsIn,
} from '@handrail/errors';
import type { Logger } from '@temporalio/common';
import type { WorkflowInfo } from '@temporalio/workflow';
import { failedAnswers, problemOfAnswers } from './answer-queries';
import { externalWorkflows } from './external-workflows';
import type { RawFailure, WorkflowFacts } from './workflow-failures/workflow-facts';
import { shortenFailure } from './long-texts';
import { hasOwnCause } from './workflow-failures/own-cause';
import { type FailureText, setText, textOf } from './workflow-failures/failure-text';
import { removeMarks } from './workflow-failures/handler-mark';
import { openUpdates } from './open-updates';
import { problemOf } from './workflow-failures/problem-of';
import { unserialisableAnswer } from './workflow-failures/unserialisable';
import type { Activation, Completion, Failure, WorkflowCreator } from './workflow-creator';

/** What a worker's failed workflow tasks are explained with. */
export interface ExplainOptions extends Omit<WorkflowFacts, 'workflowType' | 'taskQueue'> {
  readonly links: Links;
  readonly logger?: Pick<Logger, 'warn'> | undefined;
  /** Called with each execution that the worker takes up. */
  readonly takenUp?: ((info: WorkflowInfo) => void) | undefined;
}

const EXPLAINED = Symbol.for('handrail.explained');

/**
 * Lets a worker explain the workflow tasks that fail: the failure that the Temporal UI shows begins with our head line, with
 * the original one as its cause, and the worker's log has it once for each workflow type, in lines that can be read.
 *
 * It happens in the worker's process, so that it costs the workflow bundle nothing, and before payload codecs, so that it
 * works with those that encrypt failures. A worker whose inner parts are others than known stays as it is.
 */
export function explainWorkflows(creator: WorkflowCreator, options: ExplainOptions): void {
  const marked = creator as WorkflowCreator & { [EXPLAINED]?: true };
  if (typeof marked?.createWorkflow !== 'function' || marked[EXPLAINED]) return;
  marked[EXPLAINED] = true;
  const logged = new BoundedSet(1_000);
  const createWorkflow = creator.createWorkflow.bind(creator);
  creator.createWorkflow = async (created) => {
    const { info } = created;
    options.takenUp?.(info);
    let workflow: Awaited<ReturnType<typeof createWorkflow>>;
    try {
      workflow = await createWorkflow(created);
    } catch (error) {
      throw explainError(error, info, { ...options, loading: true }, logged);
    }
    let isUnsendable = false;
    let hasFailed = false;
    const getAndResetSinkCalls = workflow.getAndResetSinkCalls.bind(workflow);
    workflow.getAndResetSinkCalls = async () => {
      // An error that is its own cause is logged through a sink, which the workflow's thread cannot send either: it never answers.
      if (isUnsendable) return [];
      try {
        return await getAndResetSinkCalls();
      } catch (error) {
        // What was thrown cannot be copied for the log, a class or a function: the failure itself says it.
        if (hasFailed) return [];
        throw explainError(error, info, options, logged);
      }
    };
    const activate = workflow.activate.bind(workflow);
    const externals = externalWorkflows();
    const updates = openUpdates();
    workflow.activate = async (activation) => {
      externals.noteResolved(activation);
      updates.noteAsked(activation);
      let completion: Completion;
      try {
        completion = await activate(activation);
      } catch (error) {
        isUnsendable = hasOwnCause(error);
        if (!isUnsendable) throw explainError(uncopied(error), info, options, logged);
        return failedWith(HR1042.problem({ workflow: info.workflowType }), info, info, options, logged);
      }
      const answers = problemOfAnswers(activation, completion, info);
      if (answers !== undefined) return failedWith(answers, completion, info, options, logged);
      const failure = completion.failed?.failure;
      hasFailed = failure != null;
      isUnsendable = failure != null && hasOwnCause(rawOf(failure));
      if (failure) {
        const facts = { argumentCount: argumentCountOf(activation), openUpdates: updates.names() };
        explainFailure(failure, info, { ...options, ...facts }, logged);
        removeMarks(failure);
        shortenFailure(failure);
      }
      externals.noteCalled(completion);
      updates.noteAnswered(completion);
      for (const sent of failuresIn(completion)) {
        removeMarks(sent);
        externals.nameMissing(sent);
      }
      explainAnswers(activation, completion, info, options, logged);
      return completion;
    };
    return workflow;
  };
}

function argumentCountOf({ jobs }: Activation): number | undefined {
  const start = jobs?.find(({ initializeWorkflow }) => initializeWorkflow != null)?.initializeWorkflow;
  return start == null ? undefined : (start.arguments ?? []).length;
}

/** With which an execution ends, or answers an update. */
function failuresIn({ successful }: Completion): readonly Failure[] {
  return (successful?.commands ?? []).flatMap(({ failWorkflowExecution, updateResponse }) => {
    const { failure, rejected } = { ...(failWorkflowExecution as object), ...(updateResponse as object) } as {
      readonly failure?: Failure | null;
      readonly rejected?: Failure | null;
    };
    return failure ?? rejected ?? [];
  });
}

/** A command that cannot leave the sandbox: one of its options is a function or a class. The text is that of its source. */
function uncopied(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const [, source] = /^([^]*) could not be cloned\.$/.exec(error.message) ?? [];
  if (source === undefined) return error;
  const name = /^(?:async )?(?:class|function\*?) ([\w$]+)/.exec(source)?.[1];
  const what = `${source.startsWith('class') ? 'a class' : 'a function'}${name === undefined ? '' : `, ${name},`}`;
  const message = `An option holds ${what} and cannot leave the sandbox`;
  Object.defineProperty(error, 'message', { value: message, configurable: true, writable: true });
  return error;
}

function failedWith(
  problem: Problem,
  { runId }: Completion,
  info: WorkflowInfo,
  options: ExplainOptions,
  logged: BoundedSet,
): Completion {
  const message = formatProblems([problem], { links: options.links, inspect: targetOf(info) });
  log(message, info, options, logged);
  return { runId, failed: { failure: { message } } };
}

function explainFailure(failure: Failure, info: WorkflowInfo, options: ExplainOptions, logged: BoundedSet): void {
  try {
    const text = textOf(failure);
    const refusal = wordedRefusal(text, info, options);
    if (refusal !== undefined) {
      setText(failure, refusal);
      return log(refusal.message, info, options, logged);
    }
    const block = blockOf(rawOf(failure), info, options);
    if (block !== undefined) keepBelow(failure, block);
    log(block ?? text.message, info, options, logged);
  } catch {
    // Explaining must never hide what it explains.
  }
}

/** Lets a failure say this. The SDK's own stays whole below: whoever knows its text finds it there. */
function keepBelow(failure: Failure, message: string): void {
  const text = textOf(failure);
  const original = { ...failure };
  setText(original, { ...text, stackTrace: '' });
  failure.cause = original;
  setText(failure, { ...text, message });
}

/** The result of a query that cannot be sent is told its caller; the execution goes on. */
function explainAnswers(
  activation: Activation,
  completion: Completion,
  info: WorkflowInfo,
  options: ExplainOptions,
  logged: BoundedSet,
): void {
  for (const { query, failure } of failedAnswers(activation, completion)) {
    const problem = unserialisableAnswer(rawOf(failure), query, info);
    if (problem === undefined) continue;
    const message = formatProblems([problem], { links: options.links, inspect: targetOf(info) });
    keepBelow(failure, message);
    log(message, info, options, logged);
  }
}

/** Says whole what a guard in workflow code has refused: the sandbox has no room for more than its head and the facts. */
function wordedRefusal(
  { message, stackTrace }: FailureText,
  info: WorkflowInfo,
  { links }: ExplainOptions,
): FailureText | undefined {
  const problems = problemsIn(message, wordedFacts);
  const [first] = problems ?? [];
  if (problems === undefined || first === undefined) return undefined;
  return {
    message: formatProblems(problems, { links, inspect: targetOf(info) }),
    stackTrace: stackTrace.replace(message, () => headLine(first)),
  };
}

// What is thrown becomes the failure in the SDK's hands; its class decides there, so it stays.
function explainError(error: unknown, info: WorkflowInfo, options: ExplainOptions, logged: BoundedSet): unknown {
  try {
    // Of a worker without threads, as for a replay, it is an error of the sandbox's own realm.
    if (!types.isNativeError(error)) return error;
    const { message, stack, name } = error;
    const block = blockOf({ message, stack, type: name }, info, options);
    if (block !== undefined) {
      Object.defineProperty(error, 'message', {
        value: `${block}\n  Raw:     ${message}`,
        configurable: true,
        writable: true,
      });
    }
    log(block ?? message, info, options, logged);
  } catch {
    // As above; also for errors that are frozen, or whose getters throw.
  }
  return error;
}

function blockOf(
  raw: RawFailure,
  info: WorkflowInfo,
  { links, logger: _logger, takenUp: _takenUp, ...facts }: ExplainOptions,
): string | undefined {
  const { workflowType, taskQueue } = info;
  const problem = problemOf(raw, { ...facts, workflowType, taskQueue });
  return problem && formatProblems([problem], { links, inspect: targetOf(info) });
}

function log(message: string, info: WorkflowInfo, { logger }: ExplainOptions, logged: BoundedSet): void {
  const code = /^\[(HR\d{4})\] /.exec(message)?.[1];
  // Each attempt fails anew, and so do all executions of the type.
  const site = `${info.workflowType} ${message.split('\n', 1)[0]?.replace(TIMES, '')}`;
  if (code === undefined || logger === undefined || !logged.add(site)) return;
  const { namespace, workflowId, runId, workflowType, taskQueue } = info;
  logger.warn(message, { code, sdkComponent: 'workflow', namespace, workflowId, runId, workflowType, taskQueue });
}

/** What is another number at each attempt, being computed from the clock. */
const TIMES = /\b\d{12,}\b(?: \([^)]*\))?/g;

function targetOf({ namespace, workflowId, runId }: WorkflowInfo): InspectTarget {
  return { namespace, workflowId, runId };
}

function rawOf(failure: Failure): RawFailure {
  const { cause, applicationFailureInfo } = failure;
  const { message, stackTrace } = textOf(failure);
  return {
    message,
    stack: stackTrace,
    type: applicationFailureInfo?.type ?? undefined,
    ...(cause && { cause: rawOf(cause) }),
  };
}
