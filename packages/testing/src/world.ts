/** One thing that an activity does to the outside, as it passes the gate. */
export interface Effect {
  /** What kind of system it touches: `memory`, `postgres`, `http`. */
  readonly kind: string;
  /** What a reader recognises it by: `INSERT orders`, `POST /v1/charges`, `bank.transfer`. */
  readonly label: string;
  /** Whether it changes something. Reads pass the gate too, since races are steered there, but are no effects. */
  readonly write: boolean;
  /** The key by which the receiver would recognise a repetition, where one is sent. */
  readonly key?: string | undefined;
  /**
   * How a caller may see this effect fail.
   * @default the connection fails: after the effect, so that only its answer is lost, and before it
   */
  readonly faults?: readonly EffectFault[] | undefined;
}

/** One way in which an effect fails as its caller sees it. */
export interface EffectFault {
  /** Stands in the plan's id: `lost-response`, `status-503`. */
  readonly name: string;
  /** Whether the effect takes place all the same. */
  readonly landed: boolean;
  /** Gives what the caller gets instead of the answer, or throws it. */
  readonly outcome: () => unknown;
}

/**
 * What every effect and read of an activity passes. The harness decides here what becomes of it: it is performed, or the
 * attempt freezes before or after it, or its answer is lost.
 */
export type EffectGate = <T>(effect: Effect, perform: () => Promise<T>) => Promise<T>;

/** Undoes what {@link World.attach} did. */
export type Detach = () => void | Promise<void>;

/**
 * A part of the outside that a check can observe, put back and steer.
 *
 * @example
 * ```ts
 * import type { World } from '@handrail/testing';
 *
 * export function queueWorld(queue: { messages: string[]; send(text: string): Promise<void> }): World<string[]> {
 *   const start = [...queue.messages];
 *   return {
 *     name: 'queue',
 *     async reset() {
 *       queue.messages = [...start];
 *     },
 *     async snapshot() {
 *       return [...queue.messages];
 *     },
 *     attach(gate) {
 *       const send = queue.send;
 *       queue.send = (text) => gate({ kind: 'queue', label: 'send', write: true }, () => send.call(queue, text));
 *       return () => {
 *         queue.send = send;
 *       };
 *     },
 *   };
 * }
 * ```
 */
export interface World<S = unknown> {
  /** Begins `ignore` paths and names the part in the report. */
  readonly name: string;
  /** Puts the state back to what it was at the start. */
  reset(): Promise<void>;
  /** The whole observable state as plain data; Map, Set, Date and class instances are understood too. */
  snapshot(): Promise<S>;
  /** Lets every effect and read of the activity pass the gate until the returned function is called. */
  attach?(gate: EffectGate): Detach | Promise<Detach>;
  /** What the world could not show in the check that has ended: a sentence each, for the report. */
  limits?(): readonly string[];
  /** Removes what never matters from a snapshot: log tables, caches, temporary files. */
  mask?(state: S): S;
  /** A worker has died: closes the connections that the attempt had open, as its operating system would. */
  abandon?(attempt: number): Promise<void>;
  /**
   * Whether an operation of the attempt waits for what another attempt holds and will not give back by itself: the lock or the
   * session of one that is frozen or has ended. Mere slowness, and a holder that still runs, are no such wait.
   */
  isWaiting?(attempt: number): boolean | Promise<boolean>;
}
