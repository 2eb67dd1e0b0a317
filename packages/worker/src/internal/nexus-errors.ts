import { toApplicationFailure } from '@handrail/common/guards';
import { explainThrown, misplacedCall, nearestName, readField, showThrown, showValue } from '@handrail/common/host';
import { enrich, type ErrorContext, HandrailError, HR5026, HR5040, HR5041, type Problem } from '@handrail/errors';
import { ApplicationFailure } from '@temporalio/common';

/** The operation whose handler has thrown. */
export interface Handled {
  readonly service: string;
  readonly operation: string;
}

const NO_HANDLE = /^Cannot read properties of (undefined|null) \(reading '(?:workflowId|runId)'\)$/;

/** What a handler has thrown, with what can be said of it. */
export function explainHandlerError(
  thrown: unknown,
  handled: Handled,
  context: ErrorContext,
  sendable: (error: unknown) => unknown,
): unknown {
  const { service, operation } = handled;
  if (HandrailError.isInstance(thrown)) return toApplicationFailure(thrown);
  const subject = `Nexus operation "${service}.${operation}"`;
  if (thrown instanceof Error) {
    const message = String(readField(thrown, 'message'));
    const [, returned] = NO_HANDLE.exec(message) ?? [];
    // Of the SDK's own handler, which reads it of what the user's has returned.
    const isOfSdk = /^\s*at .*[\\/]@temporalio[\\/]nexus[\\/]/m.test(firstFrame(thrown));
    if (returned !== undefined && isOfSdk)
      return enrich(thrown, HR5026.problem({ service, operation, returned }), context);
    const problem = unknownType(message, handled) ?? misplacedCall(message, subject);
    if (problem !== undefined) return enrich(thrown, problem, context);
  }
  const explained = explainThrown(thrown, { subject, context });
  return kindOf(explained) !== undefined ? explained : sendable(explained);
}

/** An error of Nexus' own says by its class, or the one that it extends, what becomes of the operation. */
function kindOf(error: unknown): 'HandlerError' | 'OperationError' | undefined {
  return (['HandlerError', 'OperationError'] as const).find((name) => isMarked(error, `__nexus_is${name}`));
}

/** As `instanceof` of the SDK's classes and of those of nexus-rpc sees it: an application may have one of the same name. */
function isMarked(error: unknown, marker: string): boolean {
  return typeof error === 'object' && error !== null && readField(error, Symbol.for(marker)) === true;
}

function className(error: unknown): string {
  return String(readField(readField(error, 'constructor'), 'name') ?? readField(error, 'name'));
}

/** What is to be told of an error that the SDK takes as it is. */
export function handlerErrorProblem(error: unknown, handled: Handled): Problem | undefined {
  const kind = kindOf(error);
  if (kind === 'OperationError') return unknownState(error, handled);
  // Of these the author has said whether they are tried again, or the SDK knows.
  if (!(error instanceof Error) || error instanceof ApplicationFailure || kind !== undefined) return undefined;
  if (isKnownToSdk(error)) return undefined;
  return HR5040.problem({ ...namesOf(handled), error: `${className(error)}: ${showThrown(error)}` });
}

// What aborts has the class DOMException, or one of its own.
function isKnownToSdk(error: Error): boolean {
  return (
    readField(error, 'name') === 'AbortError' ||
    className(error) === 'AbortError' ||
    KNOWN_TO_SDK.some((name) => isMarked(error, `__temporal_is${name}`))
  );
}

const KNOWN_TO_SDK = [
  'ServiceError',
  'WorkflowExecutionAlreadyStartedError',
  'ActivityExecutionAlreadyStartedError',
  'CancelledFailure',
];

const STATES = ['failed', 'canceled'];

function unknownState(error: unknown, handled: Handled): Problem | undefined {
  const state = readField(error, 'state');
  if (typeof state === 'string' && STATES.includes(state)) return undefined;
  // What stands there may be the message itself.
  return kindProblem('OperationError', showValue(state), STATES, handled, nearestState(state));
}

function nearestState(state: unknown): string | undefined {
  return typeof state === 'string' && /^cancel/i.test(state) ? 'canceled' : undefined;
}

const TYPES = [
  'BAD_REQUEST',
  'UNAUTHENTICATED',
  'UNAUTHORIZED',
  'NOT_FOUND',
  'REQUEST_TIMEOUT',
  'CONFLICT',
  'RESOURCE_EXHAUSTED',
  'INTERNAL',
  'NOT_IMPLEMENTED',
  'UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
];

/** What gRPC and HTTP call them. */
const MEANT: Readonly<Record<string, string>> = {
  INVALID_ARGUMENT: 'BAD_REQUEST',
  FAILED_PRECONDITION: 'BAD_REQUEST',
  INVALID_REQUEST: 'BAD_REQUEST',
  FORBIDDEN: 'UNAUTHORIZED',
  PERMISSION_DENIED: 'UNAUTHORIZED',
  ALREADY_EXISTS: 'CONFLICT',
  UNIMPLEMENTED: 'NOT_IMPLEMENTED',
  DEADLINE_EXCEEDED: 'UPSTREAM_TIMEOUT',
  INTERNAL_SERVER_ERROR: 'INTERNAL',
  SERVICE_UNAVAILABLE: 'UNAVAILABLE',
};

function unknownType(message: string, handled: Handled): Problem | undefined {
  const [, given] = /^Invalid HandlerErrorType: (.*)$/s.exec(message) ?? [];
  if (given === undefined) return undefined;
  const name = given
    .trim()
    .replace(/([a-z])(?=[A-Z])|[\s-]+/g, '$1_')
    .toUpperCase();
  const suggestion = MEANT[name] ?? (TYPES.includes(name) ? name : nearestName(name, TYPES));
  return kindProblem('HandlerError', showValue(given), TYPES, handled, suggestion);
}

function kindProblem(
  error: 'HandlerError' | 'OperationError',
  given: string,
  known: readonly string[],
  handled: Handled,
  suggestion: string | undefined,
): Problem {
  return HR5041.problem({ ...namesOf(handled), error, given, known, ...(suggestion !== undefined && { suggestion }) });
}

function namesOf({ service, operation }: Handled): Handled {
  return { service, operation };
}

function firstFrame(error: Error): string {
  return /^\s*at .*$/m.exec(String(readField(error, 'stack')))?.[0] ?? '';
}
