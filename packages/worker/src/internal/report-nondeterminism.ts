import { BoundedSet } from '@handrail/common/host';
import { formatProblems, headLine, HR8001, type Links, type Problem } from '@handrail/errors';
import type { Logger } from '@temporalio/common';
import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { detailsIn, differenceOf, eventsOf } from './replay/difference';
import type { Activated } from './watch-activations';
import type { Command } from './workflow-creator';

interface Options {
  readonly links: Links;
  /** Where the process logs now. */
  readonly logger: () => Pick<Logger, 'warn'> | undefined;
}

/** What a run has sent in the workflow task that it has replayed last. */
interface Replayed {
  readonly info: WorkflowInfo;
  readonly commands: readonly Command[];
}

/** The part of the SDK's worker that tells which executions the core drops; internal, and alike in all supported releases. */
interface Evicting {
  readonly evictionsEmitter?: { on(event: 'eviction', listener: (eviction: Eviction) => void): void };
  readonly options?: { readonly buildId?: string };
}

interface Eviction {
  readonly runId?: string;
  readonly evictJob?: { readonly message?: string };
}

const MOST_RUNS = 10_000;

/**
 * HR8001 in the worker's log for executions that no longer match their history. The core fails their workflow tasks by itself, in words
 * of its own, which the history keeps; it tells the process only that it drops the execution. The history is asked for then, once
 * for each kind of difference, and never where all goes well.
 *
 * @returns what to call after each activation
 */
export function reportNondeterminism(worker: Worker, options: Options): (activated: Activated) => void {
  const replayed = new Map<string, Replayed>();
  const asked = new BoundedSet(1_000);
  const logged = new BoundedSet(1_000);
  const { evictionsEmitter, options: workerOptions } = worker as unknown as Evicting;
  evictionsEmitter?.on('eviction', ({ runId = '', evictJob }) => {
    const run = replayed.get(runId);
    replayed.delete(runId);
    const message = evictJob?.message ?? '';
    if (run === undefined || !NONDETERMINISM.test(message)) return;
    const text = detailsIn(message) ?? message;
    // Each attempt fails anew, and so do all executions that began before a deployment.
    if (!asked.add(`${run.info.workflowType} ${text}`)) return;
    void explain(text, run, worker, workerOptions?.buildId).then(
      (problem) => {
        if (!logged.add(headLine(problem))) return;
        const { namespace, workflowId, runId: id, workflowType, taskQueue } = run.info;
        const context = { links: options.links, inspect: { namespace, workflowId, runId: id } };
        const meta = { sdkComponent: 'workflow', namespace, workflowId, runId: id, workflowType, taskQueue };
        options.logger()?.warn(formatProblems([problem], context), { code: problem.code, ...meta });
      },
      () => undefined,
    );
  });
  return ({ info, activation, commands }) => {
    if (activation.isReplaying !== true) return void replayed.delete(info.runId);
    // What is replayed after the last commands tells nothing of where they part.
    if (commands.length > 0 || !replayed.has(info.runId)) replayed.set(info.runId, { info, commands });
    const [oldest] = replayed.keys();
    if (replayed.size > MOST_RUNS && oldest !== undefined) replayed.delete(oldest);
  };
}

const NONDETERMINISM = /\[TMPRL1100\]|Nondeterminism error/i;

async function explain(
  text: string,
  { info, commands }: Replayed,
  worker: Worker,
  buildId: string | undefined,
): Promise<Problem> {
  const history = await historyOf(worker, info);
  const sameCode = buildId !== undefined && recordedBy(history, buildId);
  const difference = differenceOf(text, { history, commands });
  return HR8001.problem({ workflow: info.workflowType, ...difference, ...(sameCode && { sameCode }) });
}

/** Whether all workflow tasks of a history were done by this very build: without an id of one's own it is the bundle's hash. */
function recordedBy(history: unknown, buildId: string): boolean {
  const builds = eventsOf(history).flatMap((event) => {
    const done = event['workflowTaskCompletedEventAttributes'] as Completed | null | undefined;
    return done == null ? [] : [done.workerVersion?.buildId || done.binaryChecksum || done.deploymentVersion?.buildId];
  });
  return builds.length > 0 && builds.every((build) => build === buildId);
}

interface Completed {
  readonly workerVersion?: { readonly buildId?: string | null } | null;
  readonly deploymentVersion?: { readonly buildId?: string | null } | null;
  readonly binaryChecksum?: string | null;
}

const MOST_EVENTS = 1_000;

/** The first page of a history; undefined for who may not read it. */
async function historyOf(worker: Worker, { namespace, workflowId, runId }: WorkflowInfo): Promise<unknown> {
  try {
    const answer = await worker.connection?.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId, runId },
      maximumPageSize: MOST_EVENTS,
    });
    return answer?.history;
  } catch {
    return undefined;
  }
}
