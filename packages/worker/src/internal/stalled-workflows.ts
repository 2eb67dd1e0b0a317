import { formatDuration, logProblem } from '@handrail/common/host';
import { HR5035, type Links } from '@handrail/errors';
import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';
import { workflowCreatorOf } from './workflow-creator';

/** The part of the time that workflow code has after which it is told of. */
const PART = 0.8;
const LONGEST_MILLISECONDS = 10 * 60_000;
const WATCHED = Symbol.for('handrail.stalled-watched');

/**
 * Warns (HR5035) of workflow code that is about to be broken off for not having yielded. On Node 20 and 22 that may abort the whole
 * process, so that whatever is to be in the log has to be there before.
 *
 * @see https://github.com/nodejs/node/issues/38503
 */
export function watchStalledWorkflows(worker: Worker, links: Links): void {
  const creator = workflowCreatorOf(worker);
  const { isolateExecutionTimeoutMs: limit } = worker.options as { readonly isolateExecutionTimeoutMs?: number };
  if (typeof creator?.createWorkflow !== 'function' || WATCHED in creator) return;
  // In debug mode there is no limit, and no thread beside this one.
  if (limit === undefined || !(limit > 0 && limit <= LONGEST_MILLISECONDS)) return;
  Object.defineProperty(creator, WATCHED, { value: true });
  const threads = new WeakMap<object, Turns>();
  const tell = ({ workflowType, namespace, workflowId, runId, taskQueue }: WorkflowInfo): void => {
    const times = { time: formatDuration(limit * PART), limit: formatDuration(limit) };
    const inspect = { namespace, workflowId, runId };
    const attributes = { ...inspect, workflowType, taskQueue };
    logProblem(HR5035.problem({ workflow: workflowType, ...times }), { links, inspect }, attributes);
  };
  const createWorkflow = creator.createWorkflow.bind(creator);
  creator.createWorkflow = async (created) => {
    const workflow = await createWorkflow(created);
    const activate = workflow.activate.bind(workflow);
    const { workerThreadClient: thread = creator } = workflow as { readonly workerThreadClient?: object };
    let turns = threads.get(thread);
    if (turns === undefined) threads.set(thread, (turns = new Turns(limit * PART, tell)));
    const { begin, end } = turns;
    workflow.activate = async (activation) => {
      const turn = begin(created.info);
      try {
        return await activate(activation);
      } finally {
        end(turn);
      }
    };
    return workflow;
  };
}

interface Turn {
  readonly info: WorkflowInfo;
}

/** The executions that a thread has been given to work on: it takes up one after the other, so that only the first can be stuck. */
class Turns {
  readonly #waiting = new Set<Turn>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly tell: (info: WorkflowInfo) => void,
  ) {}

  readonly begin = (info: WorkflowInfo): Turn => {
    const turn = { info };
    this.#waiting.add(turn);
    if (this.#waiting.size === 1) this.#time(turn);
    return turn;
  };

  readonly end = (turn: Turn): void => {
    const isFirst = this.#first() === turn;
    this.#waiting.delete(turn);
    if (!isFirst) return;
    clearTimeout(this.#timer);
    const next = this.#first();
    if (next !== undefined) this.#time(next);
  };

  #first(): Turn | undefined {
    return this.#waiting.values().next().value;
  }

  #time(turn: Turn): void {
    const check = (): void => {
      if (this.#first() === turn) this.tell(turn.info);
    };
    // Where this process was busy itself, the answer lies there, and is read before.
    this.#timer = setTimeout(() => setImmediate(check), this.milliseconds).unref();
  }
}
