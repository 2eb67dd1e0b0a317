import type { Effect, EffectGate } from '../../world';

/** What the stage's own gate can do beyond what a world needs: calls that give no promise, and runs that are observed. */
export interface InnerGate extends EffectGate {
  readonly now: <T>(effect: Effect, perform: () => T) => T;
  /** Keeps an attempt from counting as idle while a world works for it, without this being a step. */
  readonly aside: <T>(perform: () => Promise<T>) => Promise<T>;
  /** Whether the run that is under way is the one in which each step is looked at. */
  readonly isObserving: () => boolean;
}

export function innerGate(gate: EffectGate): InnerGate | undefined {
  return 'now' in gate ? (gate as InnerGate) : undefined;
}

/** A world that learns how its fakes are called before the first run that counts. */
export interface Probing {
  readonly [PROBE]: (phase: 'first' | 'second' | { readonly accept: boolean }) => boolean;
}

export const PROBE = Symbol('probe');

export function isProbing(world: object): world is Probing {
  return PROBE in world;
}
