import type { QueueFacts } from '../facts';

/** A limit that was set for a task queue, by its workers or by its configuration. */
export type SetLimit = NonNullable<QueueFacts['rateLimit']> & { readonly source: 'WORKER' | 'API' };

/** How far back the server counts what was taken. */
export const RATE_WINDOW_SECONDS = 30;

// A limit that is nearly reached is what holds the queue back; otherwise the workers do.
const NEARLY = 0.5;

/**
 * The rate limit that holds a task queue back, whatever the number of its workers; undefined where none does.
 *
 * @param share how much of what it lets through has to be taken
 */
export function reachedLimit({ type, rateLimit, dispatchRate }: QueueFacts, share = NEARLY): SetLimit | undefined {
  if (type !== 'activity' || rateLimit === undefined || rateLimit.source === 'SYSTEM') return undefined;
  // A slow one lets a task through now and then: the window may just have missed one.
  const telling = rateLimit.perSecond < 1 ? rateLimit.perSecond - 1 / RATE_WINDOW_SECONDS : rateLimit.perSecond;
  return dispatchRate >= telling * share ? (rateLimit as SetLimit) : undefined;
}

/** A number of tasks a second, as part of a sentence. */
export function rateText(perSecond: number): string {
  if (perSecond === 0) return '0';
  return perSecond < 0.01 ? perSecond.toPrecision(1) : perSecond.toFixed(perSecond < 1 ? 2 : 1);
}
