import type { ExecutionFacts, Facts } from '../facts';
import type { Finding } from '../finding';
import { gatherInsight, type Questions } from './insight';
import type { Session } from './session';

type Step = { readonly workflowId: string };

/**
 * Where an execution waits for one that is stuck, what else may wake it: asks its worker. Where all are well on the way down
 * to one that waits for a signal, which signal that is says what all of them wait for: asks the worker of that one.
 */
export async function addLeafInsight(
  session: Session,
  facts: Facts,
  { cause, path = [] }: Finding,
  questions: Questions,
): Promise<Facts> {
  if (cause === 'child-blocked') {
    if (facts.execution.insight !== undefined) return facts;
    const insight = await gatherInsight(session, facts.execution, questions, facts.now, true);
    if (insight === undefined) return facts;
    return { ...facts, execution: { ...facts.execution, insight }, notExamined: session.calls.notExamined };
  }
  if (cause !== 'child-running' || path.at(-1)?.cause !== 'signal-wait') return facts;
  const ask = async (execution: ExecutionFacts) => {
    const insight = await gatherInsight(session, execution, questions, facts.now);
    return insight === undefined ? execution : { ...execution, insight };
  };
  const execution = await atTheEnd(facts.execution, path, ask);
  return { ...facts, execution, notExamined: session.calls.notExamined };
}

/** An execution whose descendant at the end of a path is another one. */
async function atTheEnd(
  execution: ExecutionFacts,
  [next, ...rest]: readonly Step[],
  change: (execution: ExecutionFacts) => Promise<ExecutionFacts>,
): Promise<ExecutionFacts> {
  if (next === undefined) return await change(execution);
  const follow = async <T extends { readonly execution?: ExecutionFacts | undefined }>(each: T): Promise<T> =>
    each.execution?.workflowId === next.workflowId
      ? { ...each, execution: await atTheEnd(each.execution, rest, change) }
      : each;
  const [children, nexusOperations] = await Promise.all([
    Promise.all(execution.children.map(follow)),
    Promise.all(execution.nexusOperations.map(follow)),
  ]);
  return { ...execution, children, nexusOperations };
}
