import type { Logger, MetricMeter } from '@temporalio/common';

/** Where this process's log lines and counters go. */
export interface Host {
  readonly logger?: Logger;
  readonly metricMeter?: MetricMeter;
}

// On globalThis, because two copies of this package in one process must log to the same place.
const HOST = Symbol.for('handrail.host');

/** Replaces the process's logger and metric meter. The worker sets those of the SDK's `Runtime`. */
export function setHost(host: Host): void {
  (globalThis as { [HOST]?: Host })[HOST] = host;
}

/** Logs a warning: through the process's logger, else to stderr. */
export function logWarning(message: string, attributes: Record<string, unknown>): void {
  const { logger } = currentHost();
  if (logger === undefined) console.warn(message);
  else logger.warn(message, attributes);
}

/** Adds one to a counter, where the process has a metric meter. */
export function countOne(counter: string, tags: Record<string, string>): void {
  currentHost().metricMeter?.createCounter(counter).add(1, tags);
}

function currentHost(): Host {
  return (globalThis as { [HOST]?: Host })[HOST] ?? {};
}
