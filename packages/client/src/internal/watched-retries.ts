import { countOne, DEFAULT_ADDRESS, hideSecrets, logProblem } from '@handrail/common/host';
import { HR4031 } from '@handrail/errors';
import { type ConnectionOptions, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { exhaustionOf, sizesOf } from './exhausted';
import { GRPC } from './grpc-error';

/**
 * The options with the SDK's own retries, which say when the server limits the rate of calls (once a connection and kind of
 * limit; the counter has all), and give up at once on a message that is too large, which no repetition makes smaller. Interceptors
 * of the user's own, an empty list too, replace the SDK's and stay as they are.
 */
export function withWatchedRetries(options: ConnectionOptions): ConnectionOptions {
  if (options.interceptors !== undefined) return options;
  const standard = defaultGrpcRetryOptions();
  const told = new Set<string>();
  const address = hideSecrets(String(options.address ?? DEFAULT_ADDRESS));
  const interceptor = makeGrpcRetryInterceptor({
    ...standard,
    retryableDecider(attempt, status) {
      if (Number(status.code) === GRPC.RESOURCE_EXHAUSTED) {
        if (sizesOf(status.details) !== undefined) return false;
        noteLimit(address, status, told);
      }
      return standard.retryableDecider(attempt, status);
    },
  });
  return { ...options, interceptors: [interceptor] };
}

function noteLimit(address: string, status: { details: string; metadata: unknown }, told: Set<string>): void {
  try {
    const exhaustion = exhaustionOf(status.metadata);
    const { cause = 'UNSPECIFIED', scope = 'UNSPECIFIED' } = exhaustion;
    countOne('handrail_client_rate_limited_total', { cause, scope });
    const key = `${cause} ${scope}`;
    if (told.has(key)) return;
    told.add(key);
    const subject = `this process at ${address}`;
    const problem = HR4031.problem({ subject, reason: status.details, final: false, ...exhaustion });
    logProblem(problem, {}, { where: key });
  } catch {
    // A logger that throws must not stop the repetition.
  }
}
