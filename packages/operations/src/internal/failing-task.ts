import type { Evidence, Remedy } from '../explanation';
import type { Found } from '../finding';
import { seen } from '../finding';
import type { WorkflowTaskFacts } from '../facts';
import type { TaskFailure } from '../history-facts';
import type { Situation } from '../situation';
import { temporal, thisRun } from '../situation';
import { timeoutText } from './expiry';
import { firstLine, raisedCode, someFailure } from './failure-text';
import { taskStateOf } from './workflow-task-state';

/** A workflow task that has failed and is tried again. */
export interface FailingTask {
  readonly task: WorkflowTaskFacts;
  readonly failure: TaskFailure;
  readonly kind: 'deadlock' | 'nondeterminism' | 'workflow-not-registered' | 'workflow-task-failing';
}

const BLOCKED = /Script execution timed out|Potential deadlock|TMPRL1101/;
const NOT_REGISTERED = /Failed to initialize workflow of type|no such function is exported by the workflow bundle/;

/** The failing workflow task of an execution, where the history tells what it fails with. */
export function failingTaskOf(situation: Situation): FailingTask | undefined {
  const state = taskStateOf(situation);
  const failure = situation.execution.history?.taskFailure;
  if (state.kind !== 'failing' || failure === undefined) return undefined;
  return { task: state.task, failure, kind: kindOf(failure) };
}

function kindOf({ cause, failure }: TaskFailure): FailingTask['kind'] {
  if (cause === 'NON_DETERMINISTIC_ERROR') return 'nondeterminism';
  if (someFailure(failure, ({ message }) => BLOCKED.test(message))) return 'deadlock';
  if (someFailure(failure, ({ message }) => NOT_REGISTERED.test(message))) return 'workflow-not-registered';
  return 'workflow-task-failing';
}

/** What all failing workflow tasks have in common. */
export function failingTask(situation: Situation, { task, failure }: FailingTask): Omit<Found, 'problem' | 'remedy'> {
  const { execution } = situation;
  const code = raisedCode(failure.failure);
  const stack = stackLines(failure.failure.stack);
  const evidence: Evidence[] = [
    seen(`the workflow task is in attempt ${task.attempt}`, task.originalScheduledTime ?? task.scheduledTime),
    seen(
      `first failure (event ${failure.eventId}, ${failure.cause}), by worker ${failure.identity}${failure.buildId ? ` of build ${failure.buildId}` : ''}: ${firstLine(failure.failure.message)}`,
      failure.time,
    ),
    ...stack.map((line) => seen(line)),
    ...(code === undefined ? [] : [seen(`raised by Handrail as ${code}`)]),
    ...(execution.history?.lastTaskCompleted === undefined
      ? [seen('no workflow task of it ever completed')]
      : [
          seen(
            `the last workflow task that completed: event ${execution.history.lastTaskCompleted.eventId}${
              execution.history.lastTaskCompleted.buildId
                ? `, by build ${execution.history.lastTaskCompleted.buildId}`
                : ''
            }`,
            execution.history.lastTaskCompleted.time,
          ),
        ]),
    ...(execution.isCancelRequested
      ? [seen('cancellation was requested', execution.history?.cancelRequest?.time)]
      : []),
  ];
  return {
    evidence,
    consequence: `The server tries it again for ever, at most ten minutes apart; it heals by itself once a fix is deployed. ${timeoutText(situation)}`,
    raisedCode: code,
    place: { view: 'event', eventId: failure.eventId },
    since: failure.time,
  };
}

/** What to do about a failure that Handrail raised: its page works offline. */
export function explainRemedy(found: Pick<Found, 'raisedCode'>): Remedy[] {
  return found.raisedCode === undefined
    ? []
    : [{ text: `Read what ${found.raisedCode} means.`, command: `npx handrail explain ${found.raisedCode}` }];
}

export function resetRemedy(situation: Situation): Remedy[] {
  const { lastTaskCompleted, openChildren = [] } = situation.execution.history ?? {};
  if (lastTaskCompleted === undefined) return [];
  // A later run could not start them again while they are open.
  if (openChildren.some(({ scheduledBy }) => scheduledBy >= lastTaskCompleted.eventId)) return [];
  return [
    {
      text: 'Where it does not heal after the deployment, reset it to its last workflow task that completed.',
      command: temporal(situation, 'workflow reset', {
        ...thisRun(situation),
        type: 'LastWorkflowTask',
        reason: 'fix is deployed',
      }),
    },
  ];
}

const MOST_STACK_LINES = 3;
const OF_THE_SDK =
  /node_modules[\\/]@(temporalio|handrail)|[\\/]packages[\\/](workflow|worker|common)[\\/](src|lib)[\\/]|node:|\(\s*<anonymous>|\(index \d+\)|evalmachine|Script\.runInContext/;

/** The user's own lines of a stack trace. */
function stackLines(stack: string | undefined): string[] {
  const lines = (stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ') && !OF_THE_SDK.test(line)).slice(0, MOST_STACK_LINES);
}
