import type { Info } from '@temporalio/activity';
import type { RehearsalSettings } from './read-options';

/** Why an execution cannot be repeated in this mode without failing for that alone. */
export function whyLeftAlone(info: Info, { mode, longestWaitMilliseconds }: RehearsalSettings): string | undefined {
  if (mode === 'shadow') return undefined;
  if (info.isLocal) return 'a local activity is not retried by the server';
  const most = info.retryPolicy?.maximumAttempts ?? 0;
  if (most > 0 && info.attempt >= most) return `this was the last of ${most} attempts`;
  if (mode === 'retry-after-success') return undefined;
  const { startToCloseTimeoutMs, heartbeatTimeoutMs = 0 } = info;
  const wait = heartbeatTimeoutMs > 0 ? Math.min(heartbeatTimeoutMs, startToCloseTimeoutMs) : startToCloseTimeoutMs;
  if (wait <= 0) return 'it has no timeout for one attempt, so the server would never retry it';
  if (wait > longestWaitMilliseconds) return `the server would retry it only after ${wait / 1_000} seconds`;
  return undefined;
}
