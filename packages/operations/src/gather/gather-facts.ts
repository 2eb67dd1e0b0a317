import type { ExecutionFacts, Facts } from '../facts';
import type { CallProblem } from '../internal/server-calls';
import type { CommandTarget } from '@handrail/common/host';
import { gatherNeighbourhood } from './busy-workers';
import { gatherExecution } from './gather-execution';
import { gatherInsight, type Questions } from './insight';
import { gatherNexus } from './nexus';
import { gatherQueuesOfType } from './queues-of-type';
import { serverTime } from './server-time';
import type { Session } from './session';

/** What a look needs besides the execution. */
export interface GatherOptions {
  readonly target: CommandTarget;
  readonly now: () => number;
  readonly askWorker: Questions;
}

/** Everything that a diagnosis needs, or why the execution itself could not be described. */
export async function gatherFacts(
  session: Session,
  workflowId: string,
  runId: string | undefined,
  { target, now: clock, askWorker }: GatherOptions,
): Promise<Facts | { readonly problem: CallProblem }> {
  const answer = await gatherExecution(session, workflowId, runId);
  if (!answer.ok) return answer;
  const execution = answer.value;
  const queues = await session.queues();
  const { now, skewMilliseconds } = serverTime(clock(), execution, queues);
  const [neighbourhood, nexusEndpoints, queuesOfType, withInsight] = await Promise.all([
    gatherNeighbourhood(session, execution, queues, now),
    gatherNexus(session, execution),
    // Who looks at many, as a monitor does, asks for no more than the verdict needs.
    askWorker === 'never' ? [] : gatherQueuesOfType(session, execution, queues, now),
    addInsight(session, execution, askWorker, now),
  ]);
  if (skewMilliseconds !== 0) {
    const seconds = Math.round(Math.abs(skewMilliseconds) / 1_000);
    const direction = skewMilliseconds > 0 ? 'ahead of' : 'behind';
    session.calls.noteMissing(
      'the exact time of the server',
      `the clock of this machine is about ${seconds} seconds ${direction} it, so ages are rough`,
    );
  }
  return {
    ...target,
    ...neighbourhood,
    now,
    execution: withInsight,
    queues: await session.queues(),
    nexusEndpoints,
    queuesOfType,
    notExamined: session.calls.notExamined,
  };
}

/** Asks about the execution itself; children are only looked at. */
async function addInsight(
  session: Session,
  execution: ExecutionFacts,
  askWorker: Questions,
  now: number,
): Promise<ExecutionFacts> {
  const insight = await gatherInsight(session, execution, askWorker, now);
  return insight === undefined ? execution : { ...execution, insight };
}
