import type { Links } from '@handrail/errors';
import type { Client } from '@temporalio/client';
import type { Explanation } from './explanation';
import type { Questions } from './gather/insight';
import { lookAtExecution, toAnswer } from './internal/look-at-execution';
import type { CallLimits } from './internal/server-calls';

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
  return toAnswer(await lookAtExecution(client, workflowId, options));
}
