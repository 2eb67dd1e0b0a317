import type { ChildFacts, ExecutionFacts } from '../facts';
import type { Answer } from '../internal/server-calls';
import { suspicionOf } from './child-suspicion';
import { describeExecution } from './describe-execution';
import { oddOnesFirst } from './odd-children';
import type { Session } from './session';

type Gather = (session: Session, described: ExecutionFacts, depth: number) => Promise<ExecutionFacts>;

// To describe a child costs one call, to look at it closely some more: so many are described for each that is looked at.
const DESCRIBED_FOR_EACH = 2;

/**
 * Looks at the children of an execution. Where there are more than may be looked at, more of them are described, and those
 * that look worst are looked at.
 */
export async function gatherChildren(
  session: Session,
  parent: ExecutionFacts,
  depth: number,
  gather: Gather,
): Promise<readonly ChildFacts[]> {
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
  const mostDescribed = granted * DESCRIBED_FOR_EACH;
  const inOrder = children.length > mostDescribed && granted > 0 ? await oddOnesFirst(session, parent) : children;
  const described = await Promise.all(
    inOrder
      .slice(0, mostDescribed)
      // By its id alone an earlier execution would be found.
      .filter(({ runId }) => runId !== '')
      .map(async (child) => ({ child, answer: await describeChild(session, child) })),
  );
  const worst = described
    .map((each) => ({ ...each, suspicion: each.answer.ok ? suspicionOf(each.answer.value) : 0 }))
    .sort((one, other) => other.suspicion - one.suspicion)
    .slice(0, granted);
  const looked = new Map(
    await Promise.all(
      worst.map(async ({ child, answer }): Promise<[ChildFacts, Partial<ChildFacts>]> => {
        if (answer.ok) return [child, { execution: await gather(session, answer.value, depth + 1) }];
        session.calls.noteMissing(`child workflow "${child.workflowId}"`, answer.problem.text);
        return [child, { whyNot: answer.problem.text }];
      }),
    ),
  );
  return children.map((child) => ({
    ...child,
    ...(looked.get(child) ?? { whyNot: child.runId === '' ? 'the server has not started it yet' : 'not looked at' }),
  }));
}

/**
 * Describes the run that a child is in. Its parent names the first one only: others follow it where it continues as new, is
 * tried again, runs by a cron schedule or was reset.
 */
async function describeChild(session: Session, { workflowId, runId }: ChildFacts): Promise<Answer<ExecutionFacts>> {
  const newest = await describeExecution(session, workflowId);
  const isItsRun = newest.ok && (newest.value.runId === runId || newest.value.firstRunId === runId);
  return isItsRun ? newest : await describeExecution(session, workflowId, runId);
}
