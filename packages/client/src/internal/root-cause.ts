import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  NexusOperationFailure,
  TimeoutFailure,
} from '@temporalio/common';
import { causes, read, shortMessage } from './grpc-error';

/** What is at the bottom of a failure. */
export interface RootCause {
  /** Message, and class or type. */
  readonly text: string;
  /** What failed on the way there, from the outside in. */
  readonly path: readonly string[];
  /** The innermost activity on the way. */
  readonly activity: ActivityFailure | undefined;
  /** The Nexus operation right above it: `Nexus operation "payments.charge"`. */
  readonly nexus?: string | undefined;
  /** The Nexus service whose definition does not have the operation that was called. */
  readonly undefinedIn?: string | undefined;
  /** What that operation had started, where it had: `workflow "charge-17"`. */
  readonly begun?: string | undefined;
  /** Which timeout it was, where it was one. */
  readonly timeoutType: string | undefined;
}

/** More about an activity than its failure tells. */
export interface ActivityFacts {
  readonly attempts?: number | undefined;
}

/** The innermost cause of a failure, and the way to it. */
export function rootCauseOf(error: unknown, facts?: ActivityFacts): RootCause {
  const chain = causes(error);
  const root = chain.at(-1);
  if (root === undefined)
    return { text: 'no cause is recorded', path: [], activity: undefined, timeoutType: undefined };
  const activity = chain.findLast((cause) => cause instanceof ActivityFailure);
  const path = chain.flatMap((cause) => {
    if (cause instanceof ActivityFailure) return [activityWords(cause, cause === activity ? facts : undefined)];
    if (cause instanceof ChildWorkflowFailure) {
      return [`child workflow "${cause.workflowType}" ("${cause.execution.workflowId ?? ''}", ${cause.retryState})`];
    }
    return cause instanceof NexusOperationFailure ? [nexusWords(cause)] : [];
  });
  const above = chain.at(-2);
  return {
    text: textOf(root),
    path,
    activity,
    nexus: above instanceof NexusOperationFailure ? nexusWords(above) : undefined,
    undefinedIn: chain.flatMap((cause) =>
      cause instanceof NexusOperationFailure && cause.operation === '' ? [cause.service] : [],
    )[0],
    begun: above instanceof NexusOperationFailure ? begunBy(above) : undefined,
    timeoutType: root instanceof TimeoutFailure ? root.timeoutType : undefined,
  };
}

function nexusWords({ service, operation }: NexusOperationFailure): string {
  // The SDK takes the name from the definition of the service, and calls an operation without one where it finds none.
  if (operation === '') return `a Nexus operation that the definition of service "${service}" does not have`;
  return `Nexus operation "${service}.${operation}"`;
}

/** An operation has its token from its handler, so that only one that was started has one. */
function begunBy({ operationToken }: NexusOperationFailure): string | undefined {
  if (typeof operationToken !== 'string' || operationToken === '') return undefined;
  try {
    const { t, wid } = JSON.parse(Buffer.from(operationToken, 'base64url').toString('utf8')) as Record<string, unknown>;
    if (typeof t === 'number' && typeof wid === 'string' && wid !== '') return `workflow "${wid}"`;
  } catch {
    // The handler's own token.
  }
  return 'the work';
}

function activityWords(
  { activityType, activityId, retryState }: ActivityFailure,
  { attempts }: ActivityFacts = {},
): string {
  const tries = attempts === undefined ? [] : [`${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`];
  return `activity "${activityType}" (${[`id ${activityId}`, ...tries, retryState].join(', ')})`;
}

function textOf(root: Error): string {
  const message = shortMessage(root) || 'an error without a message';
  if (root instanceof ApplicationFailure)
    return root.type && !isPlainType(root.type) ? `${message} (${root.type})` : message;
  if (root instanceof CancelledFailure || root instanceof TimeoutFailure) return message;
  const name = read(root, 'name');
  return typeof name === 'string' && !isPlainType(name) ? `${message} (${name})` : message;
}

function isPlainType(type: string): boolean {
  return type === 'Error';
}
