import { asyncLocalStorage } from '@temporalio/activity';
import {
  BoundedSet,
  nearestName,
  noteFailurePayloads,
  readFaultOf,
  readField,
  watchedReads,
} from '@handrail/common/host';
import {
  enrich,
  formatProblems,
  headLine,
  HR3011,
  HR5010,
  HR5011,
  HR5014,
  type Links,
  type Problem,
} from '@handrail/errors';
import type { FailureConverter, Logger } from '@temporalio/common';
import type { Worker } from '@temporalio/worker';
import { currentOperation } from './nexus-operations';
import { operationProblem } from './operation-problems';
import { converterProblem, failureFault, type ProtoFailure, replacedFailure, threw } from './replaced-failures';
import { explainHeartbeatFailure } from './watch-heartbeats';

/** What the failures of a worker's activities are explained with. */
interface ExplainOptions {
  readonly links: Links;
  /** Where the process logs now. */
  readonly logger: () => Pick<Logger, 'warn'> | undefined;
}

/**
 * Explains the failures that the SDK makes of a task without calling the activity or the operation, or after all interceptors have
 * run: only the failure converter sees them. The worker's copy of the loaded converter gets one around the user's, which also stands
 * in where that makes no failure (HR3012).
 */
export function explainActivityFailures(worker: Worker, options: ExplainOptions): void {
  const { loadedDataConverter, taskQueue } = worker.options;
  const { failureConverter, payloadConverter } = loadedDataConverter;
  if (failureConverter instanceof ExplainingConverter) return;
  const logged = new BoundedSet(1_000);
  loadedDataConverter.payloadConverter = watchedReads(payloadConverter);
  const { links } = options;
  // Every attempt fails anew.
  const logOnce = (problem: Problem, message: string): void => {
    if (!logged.add(headLine(problem))) return;
    options.logger()?.warn(message, { code: problem.code, sdkComponent: 'worker', taskQueue });
  };
  loadedDataConverter.failureConverter = new ExplainingConverter(failureConverter, {
    explain(error) {
      // In an activity, such a text is the user's own.
      if (asyncLocalStorage.getStore() !== undefined) return explainHeartbeatFailure(error);
      const operation = currentOperation();
      const problem =
        operation === undefined ? problemOf(error, taskQueue) : operationProblem(error, operation, worker);
      if (problem === undefined) return;
      enrich(error, problem, { links });
      logOnce(problem, error.message);
    },
    replace(error, did) {
      const path = readField(readField(worker.options, 'dataConverter'), 'failureConverterPath');
      const problem = converterProblem(error, did, { converter: failureConverter, path });
      logOnce(problem, formatProblems([problem], { links }));
      return replacedFailure(error, problem, { links });
    },
  });
}

interface Explanations {
  readonly explain: (error: Error) => void;
  /** The failure in the place of one that the converter has not made. */
  readonly replace: (error: unknown, did: string) => ProtoFailure;
}

class ExplainingConverter implements FailureConverter {
  constructor(
    readonly own: FailureConverter,
    readonly explanations: Explanations,
  ) {}

  failureToError(...args: Parameters<FailureConverter['failureToError']>): Error {
    return this.own.failureToError(...args);
  }

  errorToFailure(...args: Parameters<FailureConverter['errorToFailure']>): ProtoFailure {
    const [error] = args;
    const { explain, replace } = this.explanations;
    try {
      if (error instanceof Error) explain(error);
    } catch {
      // Explaining must never hide what it explains.
    }
    const made = this.#convert(args);
    const failure = 'failure' in made ? made.failure : replace(error, made.did);
    noteFailurePayloads(failure);
    return failure;
  }

  // Of what a converter throws, and of what it does not give, the worker ends: nothing catches it.
  #convert(args: Parameters<FailureConverter['errorToFailure']>): { failure: ProtoFailure } | { did: string } {
    try {
      const failure = this.own.errorToFailure(...args);
      const did = failureFault(failure);
      return did === undefined ? { failure } : { did };
    } catch (thrown) {
      return { did: threw(thrown) };
    }
  }
}

const NOT_REGISTERED = /^Activity function (.+) is not registered on this Worker, available activities: (\[.*\])$/s;
const UNCOPIED = / could not be cloned\.$/;
const UNREADABLE = /^Failed to parse activity args for activity (.+?): (.*)$/s;

function problemOf({ message, stack }: Error, taskQueue: string): Problem | undefined {
  const [, missing, list = '[]'] = NOT_REGISTERED.exec(message) ?? [];
  if (missing !== undefined) {
    const known = (JSON.parse(list) as string[]).filter((name) => !name.startsWith('__temporal_')).sort();
    const suggestion = nearestName(missing, known);
    return HR5010.problem({ activityType: missing, taskQueue, known, ...(suggestion !== undefined && { suggestion }) });
  }
  // What workflow code hands a sink is copied when its activation is done, where only this sees the error.
  if (UNCOPIED.test(message) && !message.startsWith('[HR'))
    return HR5014.problem({ mistake: 'argument', error: message.split('\n', 1)[0] ?? '' });
  const [, activityType, reason = ''] = UNREADABLE.exec(message) ?? [];
  // Whoever has thrown it says what is wrong: a codec, a converter.
  if (activityType === undefined || /(?:^|\n)\[HR\d{4}\] /.test(reason)) return undefined;
  const fault = readFaultOf({ stack });
  if (fault !== undefined) {
    const { index, ...facts } = fault;
    return HR3011.problem({
      value: `args[${index}] of activity "${activityType}"`,
      ...facts,
      error: reason.split('\n', 1)[0] ?? '',
    });
  }
  const empty = /^Unexpected end of JSON input/.test(reason);
  return HR5011.problem({ activityType, taskQueue, reason: reason.split('\n', 1)[0] ?? '', empty });
}
