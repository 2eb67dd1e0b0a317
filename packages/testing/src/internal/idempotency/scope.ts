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
