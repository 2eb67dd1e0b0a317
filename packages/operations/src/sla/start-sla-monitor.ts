import { HR7073 } from '@handrail/errors';
import type { OperationsClient } from '../explain-execution';
import type { SlaMonitorOptions } from './sla-monitor-options';
import { SlaRounds, type SlaRound } from './sla-round';

/** What {@link startSlaMonitor} takes. */
export interface InProcessMonitorOptions extends SlaMonitorOptions {
  /** Hears of each look. */
  readonly onRound?: ((round: SlaRound) => void) | undefined;
  /** Hears of a look that failed, such as while the server is away; the next one goes on from the last that did not. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A monitor that runs in this process. */
export interface SlaMonitorHandle {
  /** Ends it, after what it is delivering. */
  stop(): Promise<void>;
}

/**
 * Looks for late executions at once and then regularly, and tells the sinks of each step once: before the deadline, at the
 * breach, and as long as it goes on. It lives as long as this process; several may run, in any number of processes: the server
 * lets only one of them deliver each notice. A notice is repeated, under the same id, only where a monitor dies while it delivers.
 *
 * @throws HandrailError HR7073 for options that are not valid
 */
export function startSlaMonitor(client: OperationsClient, options: InProcessMonitorOptions): SlaMonitorHandle {
  const { onRound, onError } = options;
  requireSinks(options);
  const rounds = new SlaRounds(client, options, true);
  let checkedUntil: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running = Promise.resolve();

  const round = async (): Promise<void> => {
    const begun = Date.now();
    let pause = rounds.every;
    try {
      const result = await rounds.look(checkedUntil);
      checkedUntil = result.checkedUntil;
      // Who has taken a notice may have died with it.
      if (result.taken > 0) pause = Math.min(pause, SOON_MILLISECONDS);
      onRound?.(result);
    } catch (error) {
      onError?.(error);
    }
    if (!isStopped) timer = setTimeout(begin, Math.max(0, begun + pause - Date.now()));
  };
  const begin = (): void => void (running = round());
  begin();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await rounds.stop();
    },
  };
}

const SOON_MILLISECONDS = 5_000;

/** A monitor that tells nobody is a mistake. */
export function requireSinks({ sinks }: SlaMonitorOptions): void {
  if (!Array.isArray(sinks) || sinks.length === 0) {
    throw HR7073.error({ field: 'sinks', value: 'none', reason: 'leaves nobody to tell' });
  }
}
