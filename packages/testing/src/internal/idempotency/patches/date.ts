import { scopes } from '../scope';

/** Lets `Date` tell the check's own time inside an activity, and only there. */
export function patchDate(): () => void {
  const original = globalThis.Date;
  const now = original.now;
  const virtual: DateConstructor = new Proxy(original, {
    construct(target, args: unknown[], newTarget: NewableFunction): Date {
      const clock = scopes.getStore()?.attempt.clock;
      const given = args.length === 0 && clock !== undefined ? [clock.now] : args;
      return Reflect.construct(target, given, newTarget === (virtual as unknown) ? target : newTarget) as Date;
    },
    apply(target, self, args: unknown[]) {
      const clock = scopes.getStore()?.attempt.clock;
      return clock === undefined ? (Reflect.apply(target, self, args) as string) : new target(clock.now).toString();
    },
  });
  original.now = () => scopes.getStore()?.attempt.clock?.now ?? now.call(original);
  globalThis.Date = virtual;
  return () => {
    original.now = now;
    if (globalThis.Date === virtual) globalThis.Date = original;
  };
}
