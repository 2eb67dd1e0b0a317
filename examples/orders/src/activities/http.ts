import { ApplicationFailure, cancellationSignal } from '@handrail/activity';
import { FAILURES, type FailureType } from '../failures';

// Shorter than an attempt may last, so that an attempt that Temporal has given up is no longer talking to the service.
const TIMEOUT = 8_000;

interface Call {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Calls a service. What a repeat may cure (no connection, no answer, overload, a server's error) is thrown as it is and retried; a refusal becomes
 * a non-retryable failure of its type. A cancelled activity leaves with the cancellation: it is the signal's reason.
 */
export async function call<Answer>({ method, url, body, headers }: Call): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.any([cancellationSignal(), AbortSignal.timeout(TIMEOUT)]),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as Answer;
  throw refused(response.status, `${method} ${new URL(url).pathname}`, answer as Refusal);
}

interface Refusal {
  readonly error?: { readonly code?: string; readonly message?: string };
}

const TYPES: Readonly<Record<string, FailureType>> = {
  card_declined: FAILURES.cardDeclined,
  out_of_stock: FAILURES.outOfStock,
  idempotency_error: FAILURES.keyReused,
};

function refused(status: number, request: string, { error }: Refusal): ApplicationFailure {
  const message = `${request} was answered ${status}: ${error?.message ?? 'no message'}`;
  const mayPass = status >= 500 || status === 408 || status === 429;
  return mayPass
    ? ApplicationFailure.retryable(message, 'ServiceUnavailable')
    : ApplicationFailure.nonRetryable(message, TYPES[error?.code ?? ''] ?? FAILURES.refused);
}
