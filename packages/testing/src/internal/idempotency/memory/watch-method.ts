import type { Effect, EffectGate } from '../../../world';
import { innerGate } from '../inner-gate';
import type { FoundMethod } from './find-methods';
import { keyFinder } from './key-of-call';

/**
 * How a method is called.
 *
 * - `promise`: it gives one; an attempt can be frozen there.
 * - `value`: it gives a value, which the activity uses at once.
 * - `awaited`: it gives a value, but the activity awaits it, as it would the real thing. So it may get a promise.
 */
type Mode = 'unknown' | 'promise' | 'value' | 'awaited';

/** A method of a watched object, whose calls pass the gate. */
export class WatchedMethod {
  private mode: Mode;
  private isTrapped = false;
  private wasAwaited = true;
  private wasCalled = false;
  private readonly key: (args: readonly unknown[]) => string | undefined;
  private readonly own: PropertyDescriptor | undefined;

  constructor(
    private readonly method: FoundMethod,
    private readonly gate: EffectGate,
    private readonly stateText: () => string,
  ) {
    const { owner, name, original } = method;
    this.mode = isAsyncFunction(original) ? 'promise' : innerGate(gate) === undefined ? 'promise' : 'unknown';
    this.key = keyFinder(original, name);
    this.own = Object.getOwnPropertyDescriptor(owner, name);
    const call = (self: unknown, args: unknown[]) => this.call(self, args);
    const value = new Proxy(original, { apply: (_target, self, args: unknown[]) => call(self, args) });
    Object.defineProperty(owner, name, {
      value,
      configurable: true,
      writable: true,
      enumerable: this.own?.enumerable ?? false,
    });
  }

  release(): void {
    const { owner, name } = this.method;
    if (this.own === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, this.own);
  }

  /** Begins to hand out promises where the method gives values, to see whether the activity awaits them. */
  trap(): boolean {
    this.isTrapped = this.mode === 'value';
    this.wasAwaited = true;
    this.wasCalled = false;
    return this.isTrapped;
  }

  /** Keeps handing out promises where the activity has awaited each of them. */
  untrap(accept: boolean): void {
    if (this.isTrapped && this.wasCalled && this.wasAwaited && accept) this.mode = 'awaited';
    this.isTrapped = false;
  }

  private call(self: unknown, args: unknown[]): unknown {
    const { original, label } = this.method;
    const effect: { -readonly [Key in keyof Effect]: Effect[Key] } = {
      kind: 'memory',
      label,
      write: false,
      key: this.key(args),
    };
    const perform = (): unknown => Reflect.apply(original, self, args);
    if (this.mode === 'promise' || this.mode === 'awaited') return this.gate(effect, async () => perform());
    const inner = innerGate(this.gate);
    if (inner === undefined) return perform();
    const before = inner.isObserving() ? this.stateText() : '';
    const value = inner.now(effect, perform);
    if (inner.isObserving()) effect.write = this.stateText() !== before;
    if (isThenable(value)) {
      this.mode = 'promise';
      return value;
    }
    this.mode = 'value';
    return this.isTrapped ? this.trappedPromise(value) : value;
  }

  /** A promise that tells whether somebody takes it for one before anything else happens. */
  private trappedPromise(value: unknown): Promise<unknown> {
    this.wasCalled = true;
    const promise: Promise<unknown> = Promise.resolve(value);
    let isTaken = false;
    for (const name of ['constructor', 'then'] as const) {
      void Object.defineProperty(promise, name, {
        configurable: true,
        get: (): unknown => {
          isTaken = true;
          return Reflect.get(Promise.prototype, name);
        },
      });
    }
    queueMicrotask((): void => {
      if (!isTaken) this.wasAwaited = false;
    });
    return promise;
  }
}

function isAsyncFunction(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object AsyncFunction]';
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
