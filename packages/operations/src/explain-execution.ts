import { addressOf, DEFAULT_ADDRESS, linksFor, resolvePolicy } from '@handrail/common/host';
import type { Links } from '@handrail/errors';
import type { Client } from '@temporalio/client';
import { diagnose } from './diagnose';
import type { Explanation } from './explanation';
import { explainMissing } from './explain-missing';
import type { Facts } from './facts';
import { gatherFacts } from './gather/gather-facts';
import type { Questions } from './gather/insight';
import { Session } from './gather/session';
import { type CallLimits, ServerCalls } from './internal/server-calls';
import { toExplanation } from './internal/to-explanation';

/** What {@link explainExecution} takes besides the id. */
export interface ExplainOptions {
  /** @default the newest run */
  readonly runId?: string | undefined;
  /**
   * Whether workers may be asked where their workflow waits: `auto` asks where the verdict needs it, a worker polls, and the
   * history is short enough to be replayed meanwhile.
   * @default 'auto'
   */
  readonly askWorker?: Questions | undefined;
  /** Addresses for the links. @default what `HANDRAIL_DOCS_URL` and the address of the server say */
  readonly links?: Links | undefined;
  /** How much of the server may be used. */
  readonly limits?: ExplainLimits | undefined;
  /** The time of looking, in milliseconds. @default the clock of this machine, corrected by the server's times */
  readonly now?: (() => number) | undefined;
}

/** How far one look goes; what lies beyond is named in `notExamined`. */
export interface ExplainLimits extends CallLimits {
  /** Executions, children included. @default 100 */
  readonly executions?: number | undefined;
  /** Levels of children. @default 10 */
  readonly depth?: number | undefined;
  /** Events of each history. @default 12000 */
  readonly events?: number | undefined;
}

/** What the functions of this package need of a client: the SDK's own, or Handrail's. */
export type OperationsClient = Pick<Client, 'connection' | 'workflowService' | 'options'>;

/**
 * Says why an execution does not go on, or that it is well: one verdict with its evidence, what happens if nobody acts, and
 * what to do. Reads only, with a bounded number of calls. What it may not or cannot look at is named in `notExamined`, and
 * where that decides, the verdict is `unknown`. An id that does not exist is a verdict, too; a schedule's id is explained as
 * well.
 *
 * @example
 * ```ts
 * import { connect } from '@handrail/client';
 * import { explainExecution } from '@handrail/operations';
 *
 * const client = await connect();
 * const { headline, remedy } = await explainExecution(client, 'order-17');
 * console.log(headline, remedy[0]?.command);
 * ```
 */
export async function explainExecution(
  client: OperationsClient,
  workflowId: string,
  options: ExplainOptions = {},
): Promise<Explanation> {
  const { namespace } = client.options;
  const address = addressOf(client.connection);
  const links = options.links ?? linksFor(resolvePolicy(undefined), address);
  const { limits = {}, now = Date.now, askWorker = 'auto' } = options;
  const target = { namespace, address: address === DEFAULT_ADDRESS ? undefined : address };
  for (let look = 1; ; look++) {
    const session = new Session(new ServerCalls(client, limits), namespace, {
      executions: limits.executions ?? 100,
      depth: limits.depth ?? 10,
      events: limits.events ?? 12_000,
    });
    const gathered = await gatherFacts(session, workflowId, options.runId, { target, now, askWorker });
    if ('problem' in gathered) {
      return await explainMissing(session, workflowId, options.runId, gathered.problem, { links, target, now: now() });
    }
    const findings = diagnose(gathered);
    if (look < MOST_LOOKS && isPassing(gathered, findings[0].cause)) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MILLISECONDS));
      continue;
    }
    return toExplanation(gathered, findings, links);
  }
}

const MOST_LOOKS = 4;
const LOOK_AGAIN_MILLISECONDS = 150;

/** Whether what was seen is over in a moment: a task on its way, or one that a worker has just begun. */
function isPassing({ execution, now }: Facts, cause: Explanation['cause']): boolean {
  const { workflowTask, activities, history } = execution;
  const since = workflowTask?.startedTime ?? workflowTask?.scheduledTime;
  const isTaskMoving = workflowTask !== undefined && since !== undefined && now - since < PASSING_MILLISECONDS;
  if (cause === 'workflow-task-running' || cause === 'workflow-task-timing-out') return isTaskMoving;
  if (cause === 'activity-running') {
    return activities.some(
      ({ state, scheduledTime = 0 }) => state === 'SCHEDULED' && now - scheduledTime < PASSING_MILLISECONDS,
    );
  }
  // Description and history are two calls: what happened in between shows in one of them only.
  const last = history?.lastEvent?.time;
  return cause === 'unknown' && ((last !== undefined && now - last < PASSING_MILLISECONDS) || isTaskMoving);
}

const PASSING_MILLISECONDS = 2_000;
