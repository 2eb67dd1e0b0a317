import { removeSecrets } from '@handrail/common/host';
import type { ErrorContext, InspectTarget, Problem } from '@handrail/errors';
import { enrich, HR4001, HR4002, HR4004, HR4007, HR4008, HR4013, HR4014 } from '@handrail/errors';
import {
  NamespaceNotFoundError,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { grpcCause, GRPC } from './internal/grpc-error';

/** What a failed call was about. */
export type ErrorTarget = Omit<InspectTarget, 'namespace'>;

/** Where a failed call went. */
export interface ErrorPlace {
  readonly namespace: string;
  /** Undefined where the connection does not tell. */
  readonly address: string | undefined;
  context(target: ErrorTarget): ErrorContext;
}

type Translation = (error: Error, place: ErrorPlace, target: ErrorTarget) => Problem | undefined;

/**
 * Appends to an error of the SDK's or gRPC's own what it means and what to do. Its class and fields stay, because callers
 * match on them; an error that is not known is returned untouched.
 */
export function translateError(error: unknown, place: ErrorPlace, target: ErrorTarget): unknown {
  if (!(error instanceof Error)) return error;
  removeSecrets(error);
  for (const translate of TRANSLATIONS) {
    const problem = translate(error, place, target);
    if (problem !== undefined) return enrich(error, problem, place.context(target));
  }
  return error;
}

const TRANSLATIONS: readonly Translation[] = [
  (error, { address }) =>
    error instanceof NamespaceNotFoundError
      ? HR4004.problem({ namespace: error.namespace, ...(address !== undefined && { address }) })
      : undefined,

  (error) =>
    error instanceof WorkflowExecutionAlreadyStartedError
      ? HR4007.problem({ workflowId: error.workflowId, workflowType: error.workflowType })
      : undefined,

  (error, { namespace }) =>
    error instanceof WorkflowNotFoundError
      ? HR4008.problem({
          workflowId: error.workflowId,
          ...(error.runId !== undefined && { runId: error.runId }),
          namespace,
          closed: error.message.includes('already completed'),
        })
      : undefined,

  (error) => (error instanceof ScheduleAlreadyRunning ? HR4013.problem({ scheduleId: error.scheduleId }) : undefined),

  (error, { namespace }) =>
    error instanceof ScheduleNotFoundError ? HR4014.problem({ scheduleId: error.scheduleId, namespace }) : undefined,

  (error, { namespace, address = 'an unknown address' }) => {
    const cause = grpcCause(error);
    if (cause?.code !== GRPC.UNAUTHENTICATED && cause?.code !== GRPC.PERMISSION_DENIED) return undefined;
    return HR4002.problem({ address, namespace, reason: cause.message });
  },

  // A lazy connection fails at its first call.
  (error, { address = 'an unknown address' }) => {
    const cause = grpcCause(error);
    if (cause?.code !== GRPC.UNAVAILABLE || !cause.message.includes('No connection established')) return undefined;
    return HR4001.problem({ address, reason: cause.message });
  },
];
