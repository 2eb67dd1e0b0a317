import { scopes } from '../scope';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/** Keeps what an activity prints to the first run: hundreds of runs would drown the report. */
export function patchOutput(): () => void {
  const undo: (() => void)[] = [];
  const replace = (target: object, name: string, silent: unknown) => {
    const original = Reflect.get(target, name) as (...args: unknown[]) => unknown;
    const patched = function (this: unknown, ...args: unknown[]): unknown {
      return scopes.getStore()?.attempt.isSilent === true ? silent : original.apply(this, args);
    };
    Reflect.set(target, name, patched);
    undo.push(() => {
      if (Reflect.get(target, name) === patched) Reflect.set(target, name, original);
    });
  };
  for (const method of METHODS) replace(console, method, undefined);
  replace(process.stdout, 'write', true);
  replace(process.stderr, 'write', true);
  return () => {
    for (const each of undo) each();
  };
}
