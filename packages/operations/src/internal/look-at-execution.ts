import { addressOf, DEFAULT_ADDRESS, linksFor, resolvePolicy } from '@handrail/common/host';
import type { Links } from '@handrail/errors';
import { setTimeout as wait } from 'node:timers/promises';
import { diagnose } from '../diagnose';
import type { ExplainOptions, OperationsClient } from '../explain-execution';
import { explainMissing } from '../explain-missing';
import type { Explanation } from '../explanation';
import type { ExecutionFacts, Facts } from '../facts';
import type { Finding } from '../finding';
import { gatherFacts } from '../gather/gather-facts';
import { addLeafInsight } from '../gather/leaf-insight';
import { Session } from '../gather/session';
import type { SharedAnswers } from '../gather/shared-answers';
import { ServerCalls } from './server-calls';
import { toExplanation } from './to-explanation';
import { withVisibleText } from './visible-text';

/** What a look at an execution gave: what holds for it, or what is said of one that is not there. */
export type Look =
  | { readonly facts: Facts; readonly findings: readonly [Finding, ...Finding[]]; readonly links: Links }
  | { readonly explanation: Explanation };

const MOST_LOOKS = 4;
const LOOK_AGAIN_MILLISECONDS = 150;
const PASSING_MILLISECONDS = 2_000;

/** Looks at an execution, once more where what was seen is over in a moment. */
export async function lookAtExecution(
  client: OperationsClient,
  workflowId: string,
  options: ExplainOptions,
  shared?: SharedAnswers,
): Promise<Look> {
  const { namespace } = client.options;
  const address = addressOf(client.connection);
  const links = { ...linksFor(resolvePolicy(undefined), address), ...options.links };
  const { limits = {}, now = Date.now, askWorker = 'auto', runId } = options;
  const target = { namespace, address: address === DEFAULT_ADDRESS ? undefined : address };
  for (let look = 1; ; look++) {
    const { executions = 100, depth = 10, events = 12_000 } = limits;
    const session = new Session(new ServerCalls(client, limits), namespace, { executions, depth, events }, shared);
    const gathered = await gatherFacts(session, workflowId, runId, { target, now, askWorker });
    if ('problem' in gathered) {
      const place = { links, target, now: now() };
      return { explanation: await explainMissing(session, workflowId, runId, gathered.problem, place) };
    }
    const [verdict, ...others] = diagnose(gathered);
    if (look === MOST_LOOKS || !isPassing(gathered, verdict)) {
      const facts = await addLeafInsight(session, gathered, verdict, askWorker);
      return { facts, findings: facts === gathered ? [verdict, ...others] : diagnose(facts), links };
    }
    await wait(LOOK_AGAIN_MILLISECONDS);
  }
}

/** A look as the answer to its asker. */
export function toAnswer(look: Look): Explanation {
  return withVisibleText(
    'explanation' in look ? look.explanation : toExplanation(look.facts, look.findings, look.links),
  );
}

/** Whether what was seen is over in a moment: a task or a child on its way, or a task that a worker has just begun. */
export function isPassing({ execution, now }: Facts, { cause, path = [], since }: Finding): boolean {
  const { workflowTask, activities, history } = execution;
  const isYoung = (time: number | undefined) => time !== undefined && now - time < PASSING_MILLISECONDS;
  const isTaskMoving = workflowTask !== undefined && isYoung(workflowTask.startedTime ?? workflowTask.scheduledTime);
  if (cause === 'workflow-task-running' || cause === 'workflow-task-timing-out') return isTaskMoving;
  if (cause === 'activity-running') {
    return activities.some(({ state, scheduledTime }) => state === 'SCHEDULED' && isYoung(scheduledTime));
  }
  if (cause === 'start-delayed') return isDue(execution, now);
  if (cause === 'child-running') {
    const last = path.at(-1);
    return last?.cause === 'start-delayed' && isDue(descendant(execution, last.workflowId), now);
  }
  // What its handler has begun shows a moment later than that it was accepted.
  if (cause === 'update-pending') return isYoung(since);
  // Description and history are two calls: what happened in between shows in one of them only.
  return cause === 'unknown' && (isYoung(history?.lastEvent?.time) || isTaskMoving);
}

/** Whether an execution begins at this moment; one that is not there yet does. */
function isDue(execution: ExecutionFacts | undefined, now: number): boolean {
  return (execution?.executionTime ?? 0) <= now;
}

function descendant({ children }: ExecutionFacts, workflowId: string): ExecutionFacts | undefined {
  for (const { execution } of children) {
    if (execution === undefined) continue;
    const found = execution.workflowId === workflowId ? execution : descendant(execution, workflowId);
    if (found !== undefined) return found;
  }
  return undefined;
}
