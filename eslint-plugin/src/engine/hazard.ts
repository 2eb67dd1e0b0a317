import type { Span } from './module-code.js';

/** What is wrong with a piece of workflow code; each kind is one rule. What it is seen by is a hint in `hints.ts`. */
export type HazardKind =
  | 'network'
  | 'absent-global'
  | 'process-env'
  | 'wall-clock'
  | 'host-locale'
  | 'host-time-zone'
  | 'shared-prototype'
  | 'replay-branch'
  | 'garbage-collection'
  | 'sandbox-escape'
  | 'atomics'
  | 'unbundlable-import'
  | 'dynamic-import'
  | 'top-level-await'
  | 'replaced-global'
  /** No hazard: a package of dates is given a zone for all that it makes. */
  | 'default-time-zone';

/** A hazard at its place in one function. */
export interface Hazard {
  readonly kind: HazardKind;
  /** As the reader knows it: `fetch`, `Intl.DateTimeFormat().format()`, `node:fs`. */
  readonly name: string;
  readonly span: Span;
  /** It is likely, not certain. */
  readonly may: boolean;
  /** The call that is given all of the environment, by its callee. */
  readonly givenTo?: Span | undefined;
}
