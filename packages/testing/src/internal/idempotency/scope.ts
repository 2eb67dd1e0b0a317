import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attempt } from './attempt';

/** Which attempt the running code belongs to, through every `await`. */
export interface Scope {
  readonly attempt: Attempt;
  /** Inside an effect that has passed the gate: what it calls is part of it. */
  readonly isInside: boolean;
  /** Timers here wait as long as they say: real connections depend on them. */
  readonly hasRealTimers: boolean;
}

export const scopes = new AsyncLocalStorage<Scope>();

/** Which worker is being started: no attempt runs in it yet. */
export const startingWorker = new AsyncLocalStorage<number>();

/** Runs what is a world's own work, though it was called by an attempt: its connections and timers are real. */
export function asWorld<T>(perform: () => T): T {
  const scope = scopes.getStore();
  return scope === undefined ? perform() : scopes.run({ ...scope, isInside: true, hasRealTimers: true }, perform);
}

/** Runs what belongs to no attempt: it sees the machine's own time and timers. */
export function outsideAttempts<T>(perform: () => T): T {
  return scopes.run(undefined as never, perform);
}
