import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { type Scope, scopes } from '../scope';
import type { VirtualTimer } from '../clock';

type Callback = (...args: unknown[]) => void;

/** Lets an activity's timers wait in the check's own time: an hour passes at once, and a frozen attempt's stand still. */
export function patchTimers(): () => void {
  const [setTimeout, setInterval, clear, wait] = [
    globalThis.setTimeout,
    globalThis.setInterval,
    globalThis.clearTimeout,
    timersPromises.setTimeout,
  ];
  const clearInterval = globalThis.clearInterval;
  const ticks = timersPromises.setInterval;
  const deadline: typeof AbortSignal.timeout = Reflect.get(AbortSignal, 'timeout');

  const virtualTimeout = Object.assign(
    (callback: Callback, delay = 1, ...args: unknown[]) => {
      const scope = scopes.getStore();
      return isReal(scope) ? setTimeout(callback, delay, ...args) : start(scope, callback, delay, args);
    },
    Object.fromEntries(
      Object.getOwnPropertySymbols(setTimeout).map((key) => [key, Reflect.get(setTimeout, key) as unknown]),
    ),
  );
  const virtualInterval = (callback: Callback, delay = 1, ...args: unknown[]) => {
    const scope = scopes.getStore();
    return isReal(scope) ? setInterval(callback, delay, ...args) : start(scope, callback, delay, args, delay);
  };
  const stop = (original: (timer: never) => void) => (timer: unknown) => {
    if (timer instanceof Timer) timer.close();
    else original(timer as never);
  };
  const virtualWait = async (delay = 1, value?: unknown, options?: { signal?: AbortSignal }) => {
    const scope = scopes.getStore();
    if (isReal(scope)) return wait(delay, value, options);
    const { signal } = options ?? {};
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(abortError(signal));
      const timer = start(scope, () => resolve(value), delay, []);
      signal?.addEventListener('abort', () => {
        timer.close();
        reject(abortError(signal));
      });
    });
  };
  const virtualTicks = (delay = 1, value?: unknown, options?: { signal?: AbortSignal }) =>
    isReal(scopes.getStore()) ? ticks(delay, value, options) : everyTick(virtualWait, delay, value, options);
  const virtualDeadline = (delay: number) => {
    const scope = scopes.getStore();
    if (isReal(scope)) return deadline.call(AbortSignal, delay);
    const controller = new AbortController();
    const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    start(scope, () => controller.abort(reason()), delay, []);
    return controller.signal;
  };
  const changes: [object, string, unknown][] = [
    ...[globalThis, timers].flatMap((target): [object, string, unknown][] => [
      [target, 'setTimeout', virtualTimeout],
      [target, 'setInterval', virtualInterval],
      [target, 'clearTimeout', stop(clear)],
      [target, 'clearInterval', stop(clearInterval)],
    ]),
    [timersPromises, 'setTimeout', virtualWait],
    [timersPromises, 'setInterval', virtualTicks],
    [
      timersPromises.scheduler,
      'wait',
      (delay?: number, options?: { signal?: AbortSignal }) => virtualWait(delay, undefined, options),
    ],
    [AbortSignal, 'timeout', virtualDeadline],
  ];
  const originals = changes.map(([target, name]) => Reflect.get(target, name) as unknown);
  for (const [target, name, value] of changes) Reflect.set(target, name, value);
  syncBuiltinESMExports();
  return () => {
    for (const [index, [target, name, value]] of changes.entries())
      if (Reflect.get(target, name) === value) Reflect.set(target, name, originals[index]);
    syncBuiltinESMExports();
  };
}

async function* everyTick(
  wait: (delay: number, value: unknown, options?: { signal?: AbortSignal }) => Promise<unknown>,
  delay: number,
  value: unknown,
  options: { signal?: AbortSignal } | undefined,
): AsyncGenerator<unknown> {
  for (;;) yield await wait(delay, value, options);
}

function isReal(scope: Scope | undefined): scope is undefined {
  return scope === undefined || scope.hasRealTimers || scope.attempt.clock === undefined;
}

function start(scope: Scope, callback: Callback, delay: number, args: unknown[], every?: number): Timer {
  const wait = Number.isFinite(Number(delay)) && Number(delay) >= 1 ? Number(delay) : 1;
  return new Timer(scope, () => callback(...args), wait, every === undefined ? undefined : wait);
}

function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

/** What Node's Timeout offers. */
class Timer {
  private timer: VirtualTimer;

  constructor(
    private readonly scope: Scope,
    private readonly callback: () => void,
    private readonly delay: number,
    private readonly every: number | undefined,
  ) {
    this.timer = this.begin();
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return this.timer.isActive;
  }

  refresh(): this {
    this.timer.isActive = false;
    this.timer = this.begin();
    return this;
  }

  close(): this {
    this.timer.isActive = false;
    return this;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  [Symbol.toPrimitive](): number {
    return this.timer.sequence + 1_000_000_000;
  }

  private begin(): VirtualTimer {
    const { attempt } = this.scope;
    return attempt.setTimer(this.callback, this.delay, this.every);
  }
}
