import { BoundedSet } from '@handrail/common/host';
import { formatProblems, headLine, HR8001, type Links, type Problem } from '@handrail/errors';
import type { Logger } from '@temporalio/common';
import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { detailsIn, differenceOf, eventsOf, withEarlier } from './replay/difference';
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
  readonly historyLength: number | undefined;
  /** Whether the history was asked for why the run was dropped. */
  asked: boolean;
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
  const suspected = new BoundedSet(1_000);
  const tell = (text: string, run: Replayed, history: () => Promise<unknown>): void => {
    // Each attempt fails anew, and so do all executions that began before a deployment.
    if (!asked.add(`${run.info.workflowType} ${text}`)) return;
    void history().then((its) => {
      const problem = problemOf(text, run, its, workerOptions?.buildId);
      if (!logged.add(headLine(problem))) return;
      const { namespace, workflowId, runId, workflowType, taskQueue } = run.info;
      const message = formatProblems([problem], { links: options.links, inspect: { namespace, workflowId, runId } });
      const meta = { sdkComponent: 'workflow', namespace, workflowId, runId, workflowType, taskQueue };
      options.logger()?.warn(message, { code: problem.code, ...meta });
    });
  };
  evictionsEmitter?.on('eviction', ({ runId = '', evictJob }) => {
    const run = replayed.get(runId);
    if (run === undefined) return;
    const message = evictJob?.message ?? '';
    // Where nothing is cached the core gives that as the reason, even for a run that it drops in the middle of its replay.
    if (!NONDETERMINISM.test(message)) return void (run.asked || suspected.add(runId));
    replayed.delete(runId);
    tell(detailsIn(message) ?? message, run, () => historyOf(worker, run.info));
  });
  return ({ info, activation, commands }) => {
    const { runId } = info;
    const run = replayed.get(runId);
    if (activation.isReplaying !== true) return void replayed.delete(runId);
    if (run !== undefined && run.info !== info && suspected.has(runId) && !run.asked) {
      run.asked = true;
      const history = historyOf(worker, info);
      void history.then((its) => {
        const text = failureIn(its);
        if (text !== undefined) tell(text, run, () => history);
      });
    }
    // What is replayed after the last commands tells nothing of where they part.
    if (commands.length > 0 || run === undefined) {
      const historyLength = activation.historyLength ?? undefined;
      const sent = withEarlier({ commands, historyLength }, run?.info === info ? run : undefined);
      replayed.set(runId, { info, commands: sent.commands ?? [], historyLength, asked: run?.asked ?? false });
    }
    if (replayed.size > MOST_RUNS) replayed.delete(replayed.keys().next().value ?? '');
  };
}

/** What the core has said when it failed the latest workflow task of a history. */
function failureIn(history: unknown): string | undefined {
  const failures = eventsOf(history).flatMap((event) => {
    const failed = event['workflowTaskFailedEventAttributes'] as {
      failure?: { message?: string | null } | null;
    } | null;
    return failed?.failure?.message ?? [];
  });
  const text = failures.at(-1);
  return text !== undefined && NONDETERMINISM.test(text) ? text : undefined;
}

const NONDETERMINISM = /\[TMPRL1100\]|Nondeterminism error/i;

function problemOf(text: string, run: Replayed, history: unknown, buildId: string | undefined): Problem {
  const { info, commands, historyLength } = run;
  const sameCode = buildId !== undefined && recordedBy(history, buildId);
  const difference = differenceOf(text, { history, commands, historyLength });
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
