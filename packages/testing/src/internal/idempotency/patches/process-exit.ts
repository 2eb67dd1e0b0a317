import { scopes } from '../scope';

/** `process.exit` in an activity ends the attempt, not the check. */
export function patchProcessExit(): () => void {
  const exit: (code?: number | string | null) => never = Reflect.get(process, 'exit');
  const patched = (code?: number | string | null): never => {
    const scope = scopes.getStore();
    return scope === undefined ? exit.call(process, code) : scope.attempt.exit(code);
  };
  process.exit = patched;
  return () => {
    if (process.exit === patched) process.exit = exit;
  };
}
