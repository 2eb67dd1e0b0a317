import type { ChildFacts, ExecutionFacts, NexusOperationFacts } from '../facts';
import type { Answer, CallProblem } from '../internal/server-calls';
import { readDescription } from './description';
import { readHistory } from './history';
import type { Session } from './session';

/** An execution as far as it could be looked at. */
export async function gatherExecution(
  session: Session,
  workflowId: string,
  runId: string | undefined,
  depth = 0,
): Promise<Answer<ExecutionFacts>> {
  const { calls, namespace } = session;
  const answer = await calls.ask('DescribeWorkflowExecution', (service) =>
    service.describeWorkflowExecution({ namespace, execution: { workflowId, ...(runId !== undefined && { runId }) } }),
  );
  if (!answer.ok) return answer;
  const described = readDescription(answer.value);
  const [history, children, nexusOperations, nextRun] = await Promise.all([
    readHistory(calls, namespace, described, session.limits),
    gatherChildren(session, described, depth),
    gatherHandlers(session, described, depth),
    depth === 0 && runId !== undefined ? gatherNewestRun(session, described) : undefined,
    ...queuesOf(described).map(({ type, name }) => session.queue(type, name)),
    askWhoElsePolls(session, described),
  ]);
  return { ok: true, value: { ...described, history, children, nexusOperations, nextRun } };
}

/** The queues whose pollers decide about what an execution has pending. */
function queuesOf({
  activities,
  taskQueue,
  status,
}: ExecutionFacts): { readonly type: 'workflow' | 'activity'; readonly name: string }[] {
  if (status !== 'RUNNING') return [];
  const activityQueues = new Set(activities.filter(({ isPaused }) => !isPaused).map((activity) => activity.taskQueue));
  return [
    // A worker has one identity on all of its queues: its polls for workflow tasks show that it lives. Where nothing but a
    // timer or a signal is awaited, they tell whether anybody would go on then.
    { type: 'workflow' as const, name: taskQueue },
    ...[...activityQueues].map((name) => ({ type: 'activity' as const, name })),
  ];
}

/** Whether a queue that nobody polls for workflow tasks is polled for activities: by a worker that was given no workflows. */
async function askWhoElsePolls(session: Session, { workflowTask, taskQueue, status }: ExecutionFacts): Promise<void> {
  if (status !== 'RUNNING' || workflowTask === undefined) return;
  const queue = await session.queue('workflow', taskQueue);
  if (queue?.pollers.length === 0) await session.queue('activity', taskQueue);
}

async function gatherChildren(session: Session, parent: ExecutionFacts, depth: number): Promise<readonly ChildFacts[]> {
  const { children, workflowId } = parent;
  if (children.length === 0) return [];
  if (depth >= session.limits.depth) {
    session.calls.noteMissing(
      `the children of "${workflowId}"`,
      `more than ${session.limits.depth} levels are not followed`,
    );
    return children.map((child) => ({ ...child, whyNot: 'too deep' }));
  }
  const granted = session.takeExecutions(children.length);
  const left = children.length - granted;
  if (left > 0) {
    session.calls.noteMissing(
      `${left} of the ${children.length} children of "${workflowId}"`,
      `not more than ${session.limits.executions} executions are looked at`,
    );
  }
  return await Promise.all(
    children.map(async (child, index): Promise<ChildFacts> => {
      if (index >= granted) return { ...child, whyNot: 'not looked at' };
      // By its id alone an earlier execution would be found.
      if (child.runId === '') return { ...child, whyNot: 'it is about to be started' };
      const answer = await gatherExecution(session, child.workflowId, child.runId, depth + 1);
      if (answer.ok) return { ...child, execution: answer.value };
      noteChild(session, child, answer.problem);
      return { ...child, whyNot: answer.problem.text };
    }),
  );
}

/** Looks at the workflows that work on Nexus operations, where they are in this namespace. */
async function gatherHandlers(
  session: Session,
  { nexusOperations }: ExecutionFacts,
  depth: number,
): Promise<readonly NexusOperationFacts[]> {
  return await Promise.all(
    nexusOperations.map(async (operation) => {
      const { handler, state } = operation;
      if (state !== 'STARTED' || handler?.namespace !== session.namespace) return operation;
      if (depth >= session.limits.depth || session.takeExecutions(1) === 0) {
        session.calls.noteMissing(`workflow "${handler.workflowId}", which works on a Nexus operation`, 'too far');
        return operation;
      }
      const answer = await gatherExecution(session, handler.workflowId, undefined, depth + 1);
      return answer.ok ? { ...operation, execution: answer.value } : operation;
    }),
  );
}

function noteChild(session: Session, { workflowId }: ChildFacts, { text }: CallProblem): void {
  session.calls.noteMissing(`child workflow "${workflowId}"`, text);
}

/** Of a run that is closed: the newest run of its id, where that is another one. */
async function gatherNewestRun(
  session: Session,
  { status, workflowId, runId }: ExecutionFacts,
): Promise<ExecutionFacts | undefined> {
  const { calls, namespace } = session;
  if (status === 'RUNNING' || status === 'PAUSED') return undefined;
  const newest = await calls.tryAsk(`the newest run of "${workflowId}"`, 'DescribeWorkflowExecution', (service) =>
    service.describeWorkflowExecution({ namespace, execution: { workflowId } }),
  );
  const newestRunId = newest?.workflowExecutionInfo?.execution?.runId;
  if (!newestRunId || newestRunId === runId) return undefined;
  const answer = await gatherExecution(session, workflowId, newestRunId, 1);
  return answer.ok ? answer.value : undefined;
}
