import type { Client } from '@handrail/client';
import { addressOf, DEFAULT_ADDRESS, linksFor, resolvePolicy } from '@handrail/common/host';
import { codeOf, HandrailError, headLine, HR8002, HR8003, type Links, type Problem, problemOf } from '@handrail/errors';
import { bundleWorkflowCode, DefaultLogger, type ReplayWorkerOptions, Worker, workflowTypesOf } from '@handrail/worker';
import { chooseSample } from './internal/replay/choose-sample';
import { type Fetched, fetchHistory } from './internal/replay/fetch-history';
import { historyState } from './internal/replay/history-state';
import { elsewhereIn, judgeReplays, type Outcome } from './internal/replay/judge-replays';
import { type Listing, listOpen, type OpenExecution } from './internal/replay/open-executions';
import { withPendingTask } from './internal/replay/pending-task';
import type { ReplayReport } from './replay-report';

/** Options of {@link replayExecutions}. */
export interface ReplayExecutionsOptions {
  /** The code, as for `Worker.runReplayHistories`: `workflowsPath` or `workflowBundle`, and what its worker is created with. */
  readonly replay: ReplayWorkerOptions;
  /** Whose open executions are replayed; none are without it. Nothing is changed. */
  readonly client?: Client | undefined;
  /** Saved histories, replayed as well. They may come from anywhere: they are read as data. */
  readonly histories?: readonly { readonly file: string; readonly history: unknown }[] | undefined;
  /** Only what this list filter finds. */
  readonly query?: string | undefined;
  /** Only executions on these task queues. They are taken to be those of the code. */
  readonly taskQueues?: readonly string[] | undefined;
  /** Executions of each stratum. @default 3 */
  readonly perStratum?: number | undefined;
  /** Executions in all. @default 200 */
  readonly limit?: number | undefined;
  /** Longer histories are left out. @default 20000 */
  readonly mostEvents?: number | undefined;
  /** Histories that are fetched at a time. @default 4 */
  readonly concurrency?: number | undefined;
  /** Also those that are pinned to another version, which this code never runs unless somebody moves them. @default false */
  readonly includePinned?: boolean | undefined;
  /** Whether it is fine that nothing is open. @default false */
  readonly allowEmpty?: boolean | undefined;
  /** Addresses for the links. @default what `HANDRAIL_DOCS_URL` and the address of the server say */
  readonly links?: Links | undefined;
  /** The command line that asks, for the commands in the report. */
  readonly command?: string | undefined;
  /** Hears of the progress after each history. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const NOTHING: Listing = { executions: [], notListed: [] };
// A server that is gone would be asked about each of hundreds, for seconds each.
const MOST_UNANSWERED = 5;

/**
 * Says whether code may be deployed: replays a sample of the open executions, and saved histories, with it. It only reads, and
 * runs the workflow code, in the sandbox.
 *
 * @throws HandrailError HR1020–HR1026 for code that cannot be bundled; the client's errors where executions cannot be listed
 */
export async function replayExecutions(options: ReplayExecutionsOptions): Promise<ReplayReport> {
  const { client, taskQueues = [], limit = 200, perStratum = 3, includePinned = false } = options;
  const replay = await withBundle(options.replay);
  const exported = replay.workflowBundle && workflowTypesOf(replay.workflowBundle);
  const listing = client && (await listOpen(client, { query: options.query, taskQueues, now: Date.now() }));
  const isElsewhere = elsewhereIn({ listing, exported, taskQueues, outcomes: [] });
  const candidates = (listing ?? NOTHING).executions.filter(
    (each) => (includePinned || !each.pinned) && !isElsewhere(each),
  );
  const sample = chooseSample(candidates, { perStratum, limit });
  const outcomes: Outcome[] = [];
  const total = sample.chosen.length + (options.histories?.length ?? 0);
  const take = (outcome: Outcome) => {
    outcomes.push(outcome);
    options.onProgress?.(outcomes.length, total);
  };
  const saved = (options.histories ?? []).map(toEntry);
  await replayAll(replay, saved, take);
  const fetched = client === undefined ? undefined : new Fetching(client, sample.chosen, options, take);
  if (fetched !== undefined) await replayAll(replay, fetched, take);
  const address = client && (addressOf(client.connection) ?? undefined);
  return judgeReplays({
    outcomes,
    listing,
    sample,
    exported,
    taskQueues,
    includePinned,
    allowEmpty: options.allowEmpty ?? false,
    stoppedBy: fetched?.stoppedBy,
    target: {
      namespace: client?.options.namespace,
      address: address === DEFAULT_ADDRESS ? undefined : address,
      again: options.command,
    },
    links: { ...linksFor(resolvePolicy(options.replay.policy), address), ...options.links },
  });
}

/** Bundled once, since a replay may be begun several times. */
async function withBundle(replay: ReplayWorkerOptions): Promise<ReplayWorkerOptions> {
  const { workflowsPath, bundlerOptions, interceptors, dataConverter, policy, plugins, ...others } = replay;
  const rest = { ...others, interceptors, dataConverter, policy, plugins } as ReplayWorkerOptions;
  if (workflowsPath === undefined || replay.workflowBundle !== undefined) return rest;
  const workflowBundle = await bundleWorkflowCode({
    ...bundlerOptions,
    workflowsPath,
    logger: new DefaultLogger('ERROR', () => undefined),
    workflowInterceptorModules: interceptors?.workflowModules,
    payloadConverterPath: dataConverter?.payloadConverterPath,
    failureConverterPath: dataConverter?.failureConverterPath,
    policy,
    plugins,
  });
  return { ...rest, workflowBundle };
}

/** A history with what is known of its execution. */
interface Entry {
  readonly workflowId: string;
  readonly file: string | null;
  readonly open: OpenExecution | undefined;
  readonly history: unknown;
}

function toEntry({ file, history }: { readonly file: string; readonly history: unknown }): Entry {
  return { workflowId: file, file, open: undefined, history };
}

/** One after the other. A history that ends the replays of all is noted, and they are begun again behind it. */
async function replayAll(
  options: ReplayWorkerOptions,
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  take: (outcome: Outcome) => void,
): Promise<void> {
  const iterator = Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
  let current: Entry | undefined;
  let isDone = false;
  const next = async function* () {
    for (;;) {
      const { value, done } = (await iterator.next()) as IteratorResult<Entry, undefined>;
      current = value;
      isDone = done === true;
      if (value === undefined || isDone) return;
      const isClosed = historyState(value.history).isClosed;
      yield { workflowId: value.workflowId, history: isClosed ? value.history : withPendingTask(value.history) };
    }
  };
  while (!isDone) {
    current = undefined;
    try {
      for await (const { error } of Worker.runReplayHistories(options, next() as never)) {
        if (current !== undefined) take(outcomeOf(current, error));
      }
    } catch (error) {
      if (current === undefined || codeOf(error) !== 'HR8003') throw error;
      const problem = problemOf(error);
      const reason = problem === undefined ? 'it cannot be read' : reasonIn(problem, current);
      take({ kind: 'not-replayed', execution: current, reason, isFault: true });
    }
  }
}

/** A file is named beside the reason, and is no workflow. */
function reasonIn(problem: Problem, { file }: Entry): string {
  const facts = { ...(problem.facts as Parameters<typeof HR8003.problem>[0]) };
  if (file !== null) delete facts.workflowId;
  const said = HR8003.problem(facts);
  return `${headLine(said)} To do: ${said.fix}`;
}

function outcomeOf({ workflowId, file, open, history }: Entry, error: Error | undefined): Outcome {
  const state = historyState(history);
  const workflowType = open?.workflowType ?? state.workflowType ?? 'unknown';
  const execution = { workflowId, file, open, state, workflowType, runId: open?.runId ?? state.runId ?? null };
  if (error === undefined) return { kind: 'replayed', execution };
  return { kind: 'broken', execution, problem: problemOf(error) ?? unnamed(workflowType, error) };
}

function unnamed(workflow: string, error: Error): Problem {
  const known = HandrailError.isInstance(error) ? error.problems[0] : undefined;
  return known ?? HR8002.problem({ workflow, error: error.message.split('\n', 1)[0] ?? '' });
}

/** Fetches histories some at a time, in the order in which they are replayed. */
class Fetching implements AsyncIterable<Entry> {
  /** Why it ended before its time. */
  stoppedBy: string | undefined;

  constructor(
    readonly client: Client,
    readonly executions: readonly OpenExecution[],
    readonly options: Pick<ReplayExecutionsOptions, 'mostEvents' | 'concurrency'>,
    readonly take: (outcome: Outcome) => void,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Entry, undefined> {
    const { mostEvents = 20_000, concurrency = 4 } = this.options;
    const waiting: { readonly open: OpenExecution; readonly fetched: Promise<Fetched> }[] = [];
    const ahead = this.executions[Symbol.iterator]();
    const fill = () => {
      while (waiting.length < concurrency) {
        const { value: open, done } = ahead.next();
        if (done === true || open === undefined) return;
        waiting.push({ open, fetched: fetchHistory(this.client, open, mostEvents) });
      }
    };
    let unanswered = 0;
    for (fill(); waiting.length > 0; fill()) {
      const { open, fetched } = waiting.shift() as (typeof waiting)[number];
      const result = await fetched;
      unanswered = 'failed' in result ? unanswered + 1 : 0;
      if ('history' in result && !historyState(result.history).isClosed) {
        yield { workflowId: open.workflowId, file: null, open, history: result.history };
      } else {
        const reason =
          'skipped' in result
            ? result.skipped
            : 'failed' in result
              ? `its history could not be read: ${result.failed}`
              : 'it has ended meanwhile';
        this.take({
          kind: 'not-replayed',
          execution: { workflowId: open.workflowId, file: null },
          reason,
          isFault: false,
        });
      }
      if (unanswered >= MOST_UNANSWERED && 'failed' in result) {
        this.stoppedBy = `the server gave no history any more: ${result.failed}`;
        return undefined;
      }
    }
    return undefined;
  }
}
