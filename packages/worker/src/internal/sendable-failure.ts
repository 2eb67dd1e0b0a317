import { type PayloadCall, type PayloadGuard, readField, type ValueSlot } from '@handrail/common/host';
import { enrich, headLine, HR3001, type Problem } from '@handrail/errors';
import {
  ApplicationFailure,
  type DataConverter,
  DefaultFailureConverter,
  ensureApplicationFailure,
} from '@temporalio/common';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow';
import { shortenError } from './long-texts';

const LONGEST_CHAIN = 20;

/**
 * What an activity has thrown, such that it can be sent: the SDK converts it where nothing catches, and the worker dies of
 * details that cannot be serialised. Class, type, message and whatever can be sent stay; a detail that cannot is replaced by
 * a line that says why, and a text that is too long is cut. Of a detail that would arrive as something else it is told.
 */
export function sendableFailure(
  thrown: unknown,
  dataConverter: DataConverter | undefined,
  guard: PayloadGuard,
  call: PayloadCall,
): unknown {
  const error = shortenError(thrown);
  const holders = holdersOfDetails(error);
  const slots = holders.flatMap(({ slots: own }) => own);
  const problem = guard.problemOf({ ...call, slots });
  if (problem === undefined && canBeSent(error, dataConverter)) {
    guard.inspect({ ...call, slots });
    return error;
  }
  if (problem !== undefined) {
    for (const holder of holders) replaceDetails(holder, guard, call);
    enrich(error, problem, call.context);
    if (canBeSent(error, dataConverter)) return error;
  }
  return replacement(error, problem ?? unreadable(error, call), call);
}

interface DetailsHolder {
  readonly error: object;
  readonly slots: readonly ValueSlot[];
}

function holdersOfDetails(error: unknown): DetailsHolder[] {
  const holders: DetailsHolder[] = [];
  let path: string[] = [];
  let current = error;
  for (let depth = 0; depth < LONGEST_CHAIN && typeof current === 'object' && current !== null; depth++) {
    const details = readField(current, 'details');
    if (Array.isArray(details)) {
      const slots = details.map((value: unknown, index) => ({ path: [...path, 'details', index], value }));
      holders.push({ error: current, slots });
    }
    path = [...path, 'cause'];
    current = readField(current, 'cause');
  }
  return holders;
}

function replaceDetails({ error, slots }: DetailsHolder, guard: PayloadGuard, call: PayloadCall): void {
  const details = slots.map((slot) => {
    const problem = guard.problemOf({ ...call, slots: [slot] });
    return problem === undefined ? slot.value : headLine(problem);
  });
  try {
    Object.defineProperty(error, 'details', { value: details, configurable: true, enumerable: true, writable: true });
  } catch {
    // It is frozen: it will be replaced as a whole.
  }
}

function canBeSent(error: unknown, dataConverter: DataConverter | undefined): boolean {
  const { failureConverter, payloadConverter } = loadDataConverter(dataConverter);
  // What a converter of the user's own cannot do with an error that the SDK's can is told elsewhere.
  return [failureConverter, new DefaultFailureConverter()].some((converter) => {
    try {
      converter.errorToFailure(ensureApplicationFailure(error), payloadConverter);
      return true;
    } catch {
      return false;
    }
  });
}

function unreadable(error: unknown, { subject }: PayloadCall): Problem {
  const path = ownCauseOf(error);
  const fault =
    path === undefined
      ? { path: 'error', is: 'an error that cannot be read', kind: 'throwing' }
      : { path, is: 'an error that stands above it already, so that its causes never end', kind: 'causes' };
  return HR3001.problem({ subject, faults: [fault] });
}

/** Where the causes of an error lead back to one above: `error.cause.cause`. */
function ownCauseOf(error: unknown): string | undefined {
  const above = new Set<unknown>();
  let path = 'error';
  for (let current = error; typeof current === 'object' && current !== null; current = readField(current, 'cause')) {
    if (above.has(current)) return path;
    if (above.size >= LONGEST_CHAIN) return undefined;
    above.add(current);
    path += '.cause';
  }
  return undefined;
}

/** The failure in the place of one that can be neither sent nor changed. */
function replacement(error: unknown, problem: Problem, { context }: PayloadCall): ApplicationFailure {
  const type = readField(error, 'type') ?? readField(error, 'name');
  const message = readField(error, 'message');
  const failure = ApplicationFailure.create({
    message: typeof message === 'string' ? message : '',
    type: typeof type === 'string' ? type : problem.code,
    nonRetryable: readField(error, 'nonRetryable') === true,
    details: [problem.code],
  });
  // Its details carry the code already, for which `enrich` would leave it alone.
  Object.defineProperty(failure, 'details', { value: undefined, configurable: true, writable: true });
  enrich(failure, problem, context);
  Object.defineProperty(failure, 'details', { value: [problem.code], configurable: true, writable: true });
  return failure;
}
