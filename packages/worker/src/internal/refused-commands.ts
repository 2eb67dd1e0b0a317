import { BoundedSet } from '@handrail/common/host';
import { formatProblems, headLine, HR1015, type Links, type Problem } from '@handrail/errors';
import type { Logger } from '@temporalio/common';
import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';

interface Options {
  readonly links: Links;
  /** Where the process logs now. */
  readonly logger: () => Pick<Logger, 'warn'> | undefined;
}

/** The part of the SDK's worker that tells which executions the core drops; internal, and alike in all supported releases. */
interface Evicting {
  readonly evictionsEmitter?: { on(event: 'eviction', listener: (eviction: Eviction) => void): void };
}

interface Eviction {
  readonly runId?: string;
  readonly evictJob?: { readonly message?: string };
}

/**
 * Says in the worker's log what the server has refused of a workflow: a search attribute that does not exist, an activity id that
 * is taken. The core drops the execution and tries again for ever, and only its own log tells of it. What the server said stands
 * in the history; it is asked for when the execution comes back, which costs a call for each of the first failures and nothing
 * where all goes well.
 *
 * @returns what to call when the worker takes up an execution
 */
export function reportRefusedCommands(worker: Worker, options: Options): (info: WorkflowInfo) => void {
  const refused = new BoundedSet(1_000);
  const asked = new BoundedSet(1_000);
  const logged = new BoundedSet(1_000);
  (worker as unknown as Evicting).evictionsEmitter?.on('eviction', ({ runId, evictJob }) => {
    if (runId !== undefined && evictJob?.message === 'Error reporting WFT to server') refused.add(runId);
  });
  return (info) => {
    if (!refused.has(info.runId) || !asked.add(info.runId)) return;
    void reasonOf(worker, info).then(
      (reason) => {
        if (reason === undefined) return;
        const { namespace, workflowId, runId, workflowType, taskQueue } = info;
        const problem = problemOf(reason, info);
        if (!logged.add(headLine(problem))) return;
        const message = formatProblems([problem], {
          links: options.links,
          inspect: { namespace, workflowId, runId },
        });
        const meta = { sdkComponent: 'workflow', namespace, workflowId, runId, workflowType, taskQueue };
        options.logger()?.warn(message, { code: problem.code, ...meta });
      },
      // Who may not read histories finds the server's words in the Temporal UI.
      () => undefined,
    );
  };
}

const LAST_EVENTS = 20;

async function reasonOf(worker: Worker, { namespace, workflowId, runId }: WorkflowInfo): Promise<string | undefined> {
  const service = worker.connection?.workflowService;
  if (service === undefined) return undefined;
  const { history } = await service.getWorkflowExecutionHistoryReverse({
    namespace,
    execution: { workflowId, runId },
    maximumPageSize: LAST_EVENTS,
  });
  for (const { workflowTaskFailedEventAttributes: failed } of history?.events ?? []) {
    const message = failed?.failure?.message;
    // Something came in between, a signal or the start of a child: the server asks again, and nothing is wrong.
    if (message === 'UnhandledCommand') return undefined;
    // What a worker has failed by itself is explained where it happens.
    if (message && failed?.failure?.serverFailureInfo != null) return message.split('\n', 1)[0];
  }
  return undefined;
}

const UNKNOWN = /has no mapping defined for search attribute (\S+)|search attribute (\S+) is not defined/;
const WRONG_TYPE = /search attribute (\S+) of type/;
const ENDPOINT = /endpoint "(.*)" not found/;

function problemOf(reason: string, { workflowType, namespace }: WorkflowInfo): Problem {
  const facts = { workflow: workflowType, namespace, reason };
  const [, first, second] = UNKNOWN.exec(reason) ?? [];
  const attribute = first ?? second;
  if (attribute !== undefined) return HR1015.problem({ ...facts, mistake: 'attribute', name: attribute });
  const typed = WRONG_TYPE.exec(reason)?.[1];
  if (typed !== undefined) return HR1015.problem({ ...facts, mistake: 'attribute type', name: typed });
  const endpoint = ENDPOINT.exec(reason)?.[1];
  if (endpoint !== undefined) return HR1015.problem({ ...facts, mistake: 'endpoint', name: endpoint });
  if (/^ScheduleActivityDuplicateId/.test(reason)) return HR1015.problem({ ...facts, mistake: 'duplicate activity' });
  if (/^BadModifyWorkflowPropertiesAttributes: UpsertedMemo\.Fields is not set/.test(reason))
    return HR1015.problem({ ...facts, mistake: 'empty memo' });
  if (/WorkflowId is not set/.test(reason)) return HR1015.problem({ ...facts, mistake: 'no workflow id' });
  return HR1015.problem({ ...facts, mistake: 'other' });
}
