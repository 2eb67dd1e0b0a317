import { type AnswerFault, readField, showValue } from '@handrail/common/host';
import { HR5026, HR5042, type Problem } from '@handrail/errors';
import type { Handled } from './nexus-errors';

/** What the SDK takes from what a start method has given: a result, a part of something that is none, undefined, or an error. */
type Taken = 'result' | 'part' | 'nothing' | 'error';

function takenOf(result: unknown): Taken {
  if (result == null) return 'error';
  if (typeof result !== 'object') return 'nothing';
  // The server takes no answer without one, and asks for another again and again.
  if (readField(result, 'isAsync')) return isToken(readField(result, 'token')) ? 'result' : 'error';
  // Where it is not there, the SDK takes the result for one that is done.
  if (readField(result, 'isAsync') === false) return 'result';
  if (!('value' in result)) return 'nothing';
  return Object.keys(result).every((name) => name === 'value' || name === 'isAsync') ? 'result' : 'part';
}

function isToken(token: unknown): boolean {
  return typeof token === 'string' && token !== '';
}

function isTaken(result: unknown): boolean {
  return ['result', 'part'].includes(takenOf(result));
}

/**
 * What a start method has given that is no result of an operation; undefined where it is one.
 *
 * @param handler the operation's, as it was registered
 */
export function resultProblem(
  result: unknown,
  { service, operation }: Handled,
  handler?: unknown,
): { readonly problem: Problem; readonly taken: Exclude<Taken, 'result'> } | undefined {
  const taken = takenOf(result);
  if (taken === 'result') return undefined;
  // The SDK takes the result out of what this one's function has returned, and finds none in it.
  const isTemporal = readField(readField(handler, 'constructor'), 'name') === 'TemporalOperationHandler';
  const returned =
    isTemporal && result === undefined ? 'something else than a TemporalOperationResult' : wordsFor(result);
  return { problem: HR5042.problem({ service, operation, returned }), taken };
}

const NO_RESULT =
  /^Cannot read properties of (undefined|null) \(reading 'Symbol\(temporal_nexus_TemporalOperationResult\)'\)$/;

/** That the function of a TemporalOperationHandler has returned nothing: the SDK fails on it, and would have the request repeated. */
export function nothingReturned(thrown: unknown, { service, operation }: Handled): Problem | undefined {
  const [, returned] = NO_RESULT.exec(String(readField(thrown, 'message'))) ?? [];
  return returned === undefined ? undefined : HR5042.problem({ service, operation, returned });
}

/** Whether an interceptor's answer has lost the result that `next` gave. */
export function lostResult(made: object, answer: unknown): AnswerFault | undefined {
  const result = readField(made, 'result');
  const given = readField(answer, 'result');
  // Of what the handler has given the handler is told.
  if ('result' in made && (result === given || (answer !== undefined && !isTaken(given)))) return undefined;
  const taken = takenOf(result);
  if (taken === 'error') return 'fails';
  return taken === 'nothing' ? 'differs' : undefined;
}

// Names only: what they hold may be secret.
function wordsFor(result: unknown): string {
  if (typeof result === 'string') return 'a text';
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return showValue(result);
  if (readField(result, 'isAsync')) {
    const token = readField(result, 'token');
    return `HandlerStartOperationResult.async(${typeof token === 'string' ? "''" : showValue(token)})`;
  }
  const names = Object.keys(result).filter((name) => /^[\w$]{1,40}$/.test(name));
  if (names.length === 0) return 'an object';
  const fields = names.slice(0, MOST_FIELDS).join(', ') + (names.length > MOST_FIELDS ? ', …' : '');
  return `an object with the ${names.length === 1 ? 'field' : 'fields'} ${fields}`;
}

const MOST_FIELDS = 6;

/** The workflow that a token names; undefined of a token of the handler's own. */
function workflowOf(token: unknown): { readonly workflowId: string | undefined } | undefined {
  if (typeof token !== 'string') return undefined;
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  const { t, ns, wid, ...others } = Object(content) as Partial<Record<string, unknown>>;
  if (t !== WORKFLOW_RUN || typeof ns !== 'string' || !Object.keys(others).every((key) => key === 'v'))
    return undefined;
  return { workflowId: typeof wid === 'string' && wid !== '' ? wid : undefined };
}

/** How the SDK marks the token of an operation that a workflow backs. */
const WORKFLOW_RUN = 1;

/** That a token names no workflow: the handler has returned something else than a handle. */
export function lostWorkflow(token: unknown, { service, operation }: Handled): Problem | undefined {
  const named = workflowOf(token);
  if (named === undefined || named.workflowId !== undefined) return undefined;
  return HR5026.problem({ service, operation, returned: 'something else than the handle of one' });
}

/** That the workflow of a token was not started for this operation, and so will not complete it. */
export function unattachedWorkflow(
  token: unknown,
  attached: ReadonlySet<string>,
  { service, operation }: Handled,
): Problem | undefined {
  const workflowId = workflowOf(token)?.workflowId;
  if (workflowId === undefined || attached.has(workflowId)) return undefined;
  return HR5026.problem({ service, operation, returned: 'a handle that startWorkflow has not made' });
}
