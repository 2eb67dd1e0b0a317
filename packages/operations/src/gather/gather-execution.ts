import type { ChildFacts, ExecutionFacts } from '../facts';
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
  const [history, children, nextRun] = await Promise.all([
    readHistory(calls, namespace, described, session.limits),
    gatherChildren(session, described, depth),
    depth === 0 ? gatherNextRun(session, described) : undefined,
    ...queuesOf(described).map(({ type, name }) => session.queue(type, name)),
  ]);
  return { ok: true, value: { ...described, history, children, nextRun } };
}

/** The queues whose pollers decide about what an execution has pending. */
function queuesOf({
  workflowTask,
  activities,
  taskQueue,
  status,
}: ExecutionFacts): { readonly type: 'workflow' | 'activity'; readonly name: string }[] {
  if (status !== 'RUNNING') return [];
  const activityQueues = new Set(activities.filter(({ isPaused }) => !isPaused).map((activity) => activity.taskQueue));
  return [
    // A worker has one identity on all of its queues: its polls for workflow tasks show that it lives.
    ...(workflowTask !== undefined || activityQueues.size > 0 ? [{ type: 'workflow' as const, name: taskQueue }] : []),
    ...[...activityQueues].map((name) => ({ type: 'activity' as const, name })),
  ];
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

function noteChild(session: Session, { workflowId }: ChildFacts, { text }: CallProblem): void {
  session.calls.noteMissing(`child workflow "${workflowId}"`, text);
}

/** Of a run that continued as new: the newest run. */
async function gatherNextRun(
  session: Session,
  { status, workflowId }: ExecutionFacts,
): Promise<ExecutionFacts | undefined> {
  if (status !== 'CONTINUED_AS_NEW') return undefined;
  const answer = await gatherExecution(session, workflowId, undefined, 1);
  return answer.ok ? answer.value : undefined;
}
