import { converterModuleFault, DEFAULT_ADDRESS, hasTestEnvironment, showValue } from '@handrail/common/host';
import { enrich, type ErrorContext, HR5005, HR5006, HR5008, HR5009, HR5015, type Problem } from '@handrail/errors';
import { badOptionValue } from './option-values';
import { outOfTurn } from './out-of-turn';
import { translateConnectionError } from './translate-connection-error';

/** What a translation can say of the worker that an error is about. */
export interface WorkerFacts {
  readonly taskQueue: unknown;
  readonly activities?: object | undefined;
  readonly connection?: unknown;
  readonly dataConverter?: object | undefined;
}

/** Appends to an error of `Worker.create` or `worker.run()` what it means. Its class stays; an unknown error is untouched. */
export function translateWorkerError(error: unknown, worker: WorkerFacts, context: ErrorContext): unknown {
  if (!(error instanceof Error)) return error;
  const problem =
    workerProblem(error.message, worker) ?? badConverter(error, worker) ?? badOptionValue(error.message, worker);
  if (problem !== undefined) return enrich(error, problem, context);
  // Without a connection of its own a worker connects to the default address.
  const test = worker.connection == null && hasTestEnvironment();
  return translateConnectionError(error, DEFAULT_ADDRESS, context, test ? { test } : {});
}

function badConverter(error: Error, { taskQueue, dataConverter }: WorkerFacts): Problem | undefined {
  const fault = converterModuleFault(error, dataConverter);
  if (fault === undefined) return undefined;
  const { option, path, reason, isUrl } = fault;
  const remedy = isUrl
    ? 'give the absolute path of the module'
    : 'correct the module: it is loaded in this process and bundled with the workflow code';
  const facts = { option: `dataConverter.${option}`, value: showValue(path), reason: `it ${reason}`, remedy };
  return HR5015.problem({ taskQueue: String(taskQueue), ...facts });
}

function workerProblem(message: string, { taskQueue, activities = {} }: WorkerFacts): Problem | undefined {
  const queue = String(taskQueue);
  if (message === 'Task queue name is required') return HR5009.problem({ value: showValue(taskQueue) });
  if (message.includes('At least one task type must be enabled')) {
    return HR5005.problem({ taskQueue: queue, activities: Object.keys(activities) });
  }
  if (message.includes('failed to downcast any to neon')) {
    return HR5006.problem({ taskQueue: queue, value: 'another kind of object' });
  }
  const turn = outOfTurn(message, queue);
  if (turn !== undefined) return turn;
  const namespace = /^Namespace (\S+) was not found/.exec(message)?.[1];
  return namespace === undefined ? undefined : HR5008.problem({ namespace, taskQueue: queue });
}
