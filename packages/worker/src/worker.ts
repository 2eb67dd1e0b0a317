import type { Policy, PolicyInput } from '@handrail/common';
import { badValue, judgeProblems, mirrorClass } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import * as sdk from '@temporalio/worker';
import { withBundleReport } from './internal/bundle-report';
import { explainingReplays, noteWorkerBundle } from './internal/explain-worker';
import { explainTurn } from './internal/out-of-turn';
import { type Sent, withEarlier } from './internal/replay/difference';
import { readHistory } from './internal/replay/read-history';
import { checkReplayNames, checkReplayOptions } from './internal/replay/replay-options';
import { requireEntry, requireHistories } from './internal/replay/replay-entries';
import { translateReplayError } from './internal/replay/translate-replay-error';
import { requireReplayBundle } from './internal/prebuilt-bundle';
import { translateBundleError } from './internal/translate-bundle-error';
import { translateWorkerError } from './internal/translate-worker-error';
import { withPlugin } from './internal/with-plugin';

/** The SDK's options with a policy. */
export interface WorkerOptions extends sdk.WorkerOptions {
  /**
   * The policy that the worker's workflows, and clients that its activities take from their context, apply.
   *
   * @default the policy of a `handrail()` plugin in `plugins` or on the connection, else the default policy
   */
  readonly policy?: PolicyInput | Policy;
}

/** The SDK's options with a policy. */
export interface ReplayWorkerOptions extends sdk.ReplayWorkerOptions {
  /** As for `Worker.create`. Guards are silent while replaying. */
  readonly policy?: PolicyInput | Policy;
}

/** What {@link Worker} is to the compiler: its statics take a policy. */
export declare class GuardedWorker extends sdk.Worker {
  /**
   * Creates a worker. See the SDK's `Worker.create`.
   *
   * @throws HandrailError HR1020–HR1026 for workflow code that cannot be bundled or loaded, HR5004 and HR5006 for options
   * that cannot work. Errors of the SDK's own classes keep their class and get the explanation appended.
   */
  static create(options: WorkerOptions): Promise<sdk.Worker>;
  /** Replays one history. See the SDK's `Worker.runReplayHistory`; histories of raw executions replay, too. */
  static runReplayHistory(options: ReplayWorkerOptions, history: unknown, workflowId?: string): Promise<void>;
  /** Replays histories one after the other, as they are asked for. See the SDK's `Worker.runReplayHistories`. */
  static runReplayHistories(
    options: ReplayWorkerOptions,
    histories: sdk.ReplayHistoriesIterable,
  ): AsyncIterableIterator<sdk.ReplayResult>;
}

/**
 * The SDK's `Worker` with Handrail's plugin: guarded workflow code, coded errors for what cannot run.
 *
 * It is the same class to `instanceof`, and can be extended.
 */
export type Worker = sdk.Worker;
export const Worker: typeof GuardedWorker = mirrorClass(sdk.Worker, {
  create,
  runReplayHistory,
  runReplayHistories,
});

type WorkerClass = typeof sdk.Worker;

async function create(this: WorkerClass, given: WorkerOptions): Promise<sdk.Worker> {
  // Without any, the SDK says what is missing first.
  const options = (given as WorkerOptions | undefined) ?? ({} as WorkerOptions);
  const { sdkOptions, links, policy } = withPlugin(options, options.connection?.plugins);
  return await withBundleReport(
    async (report) => {
      const worker = await sdk.Worker.create.call(this, sdkOptions);
      noteWorkerBundle(worker, report, options.workflowBundle);
      const shutdown = worker.shutdown.bind(worker);
      // A run passes the plugin; this is called directly.
      worker.shutdown = () => explainTurn(shutdown, { links }, options.taskQueue);
      const runUntil = worker.runUntil.bind(worker);
      worker.runUntil = async (until, ...others) => {
        judgeProblems(badUntil(until, options.taskQueue), policy);
        return await runUntil(until, ...others);
      };
      return worker;
    },
    (error, report) =>
      translateBundleError(error, report, { links }) ?? translateWorkerError(error, sdkOptions, { links }),
  );
}

/** What is neither a promise nor a function gives a run that ends at once. */
function badUntil(until: unknown, taskQueue: string): Problem[] {
  if (typeof until === 'function' || typeof (Object(until) as { then?: unknown }).then === 'function') return [];
  const reason = 'is neither a promise nor a function that gives one: the worker would end at once';
  return [badValue(`The worker of task queue "${taskQueue}"`, 'runUntil(…)', until, reason)];
}

async function runReplayHistory(
  this: WorkerClass,
  options: ReplayWorkerOptions,
  given: unknown,
  workflowId?: string,
): Promise<void> {
  const { sdkOptions, links, policy } = withPlugin(checkReplayOptions('runReplayHistory', options));
  const context = { links };
  checkReplayNames(sdkOptions, policy);
  const history = readHistory(given, context);
  if (sdkOptions.workflowBundle != null) await requireReplayBundle(sdkOptions.workflowBundle, policy);
  let sent: Sent = { commands: undefined };
  await withBundleReport(
    (report) => {
      const explaining = explainingReplays(this, links, report, (last) => (sent = withEarlier(last, sent)));
      return sdk.Worker.runReplayHistory.call(explaining, sdkOptions, history, workflowId);
    },
    (error, report) =>
      translateBundleError(error, report, context) ?? translateReplayError(error, { history, ...sent }, context),
  );
}

async function* runReplayHistories(
  this: WorkerClass,
  options: ReplayWorkerOptions,
  histories: sdk.ReplayHistoriesIterable,
): AsyncIterableIterator<sdk.ReplayResult> {
  const { sdkOptions, links, policy } = withPlugin(checkReplayOptions('runReplayHistories', options));
  const context = { links };
  checkReplayNames(sdkOptions, policy);
  requireHistories(histories, context);
  if (sdkOptions.workflowBundle != null) await requireReplayBundle(sdkOptions.workflowBundle, policy);
  // Replayed one after the other: what was seen last belongs to the next result.
  let history: unknown;
  let sent: Sent = { commands: undefined };
  const seen = async function* () {
    let index = 0;
    for await (const each of histories) {
      requireEntry(each, index++, context);
      const { workflowId } = each;
      [history, sent] = [readHistory(each.history, context, workflowId), { commands: undefined }];
      yield { workflowId, history };
    }
  };
  const explained = ({ error, ...result }: sdk.ReplayResult): sdk.ReplayResult => ({
    ...result,
    ...(error && {
      error: translateReplayError(error, { history, ...sent }, context) as typeof error,
    }),
  });
  let results: AsyncIterableIterator<sdk.ReplayResult> | undefined;
  try {
    // The bundle is made when the first result is asked for.
    const [rest, first] = await withBundleReport(
      async (report) => {
        const explaining = explainingReplays(this, links, report, (last) => (sent = withEarlier(last, sent)));
        results = sdk.Worker.runReplayHistories.call(explaining, sdkOptions, seen());
        return [results, await results.next()] as const;
      },
      (error, report) =>
        translateBundleError(error, report, context) ??
        translateReplayError(error, { history, commands: undefined }, context),
    );
    if (first.done === true) return;
    yield explained(first.value);
    for await (const result of rest) yield explained(result);
  } finally {
    await results?.return?.();
  }
}
