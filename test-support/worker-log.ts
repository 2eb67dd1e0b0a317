import type { LogEntry, Logger } from '@temporalio/worker';
import { inspect } from 'node:util';

/** What workers and the bundler have logged in this process since it was last emptied. */
export const workerLog: string[] = [];

/** Empties the log, and lets the next worker report each call site anew: it would do so once a process. */
export function beginWorkerLog(): void {
  workerLog.length = 0;
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('handrail.guard-state')];
}

/**
 * Keeps the log for failing tests instead of printing it; what a test has installed as its own runtime stays.
 *
 * @returns the logger for what takes one as an option
 */
export async function keepWorkerLog(): Promise<Logger> {
  // Not on top: every e2e file loads this module, and only some need the SDK's native part.
  const { DefaultLogger, IllegalStateError, Runtime } = await import('@temporalio/worker');
  const logger = new DefaultLogger('INFO', keep);
  try {
    Runtime.install({ logger });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
  return logger;
}

function keep({ level, message, meta }: LogEntry): void {
  workerLog.push(`${level} ${message}${meta === undefined ? '' : ` ${inspect(meta, { breakLength: Infinity })}`}`);
}
