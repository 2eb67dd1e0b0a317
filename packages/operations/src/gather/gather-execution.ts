import type { ExecutionFacts, NexusOperationFacts } from '../facts';
import type { Answer } from '../internal/server-calls';
import { describeExecution } from './describe-execution';
import { gatherChildren } from './gather-children';
import { readHistory } from './history';
import type { Session } from './session';

/** An execution as far as it could be looked at. */
export async function gatherExecution(
  session: Session,
  workflowId: string,
  runId: string | undefined,
  depth = 0,
): Promise<Answer<ExecutionFacts>> {
  const answer = await describeExecution(session, workflowId, runId);
  if (!answer.ok) return answer;
  const nextRun = depth === 0 && runId !== undefined ? gatherNewestRun(session, answer.value) : undefined;
  const execution = await gatherDescribed(session, answer.value, depth);
  return { ok: true, value: { ...execution, nextRun: await nextRun } };
}

/** What belongs to an execution that was described already. */
async function gatherDescribed(session: Session, described: ExecutionFacts, depth: number): Promise<ExecutionFacts> {
  const { calls, namespace, limits } = session;
  const [history, children, nexusOperations] = await Promise.all([
    readHistory(calls, namespace, described, limits),
    gatherChildren(session, described, depth, gatherDescribed),
    gatherHandlers(session, described, depth),
    ...queuesOf(described).map(({ type, name }) => session.queue(type, name)),
    askWhoElsePolls(session, described),
  ]);
  return { ...described, history, children, nexusOperations };
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

/** Of a run that is closed: the newest run of its id, where that is another one. */
async function gatherNewestRun(
  session: Session,
  { status, workflowId, runId }: ExecutionFacts,
): Promise<ExecutionFacts | undefined> {
  if (status === 'RUNNING' || status === 'PAUSED') return undefined;
  const newest = await describeExecution(session, workflowId);
  if (!newest.ok) {
    session.calls.noteMissing(`the newest run of "${workflowId}"`, newest.problem.text);
    return undefined;
  }
  const { runId: newestRunId } = newest.value;
  if (newestRunId === '' || newestRunId === runId) return undefined;
  const answer = await gatherExecution(session, workflowId, newestRunId, 1);
  return answer.ok ? answer.value : undefined;
}
