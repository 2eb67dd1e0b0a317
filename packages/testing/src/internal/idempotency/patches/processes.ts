import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { scopes } from '../scope';

const SYNCHRONOUS = ['execFileSync', 'execSync', 'spawnSync'] as const;

/** Notices a process that an activity starts: what it does, no world sees. */
export function patchProcesses(): () => void {
  const prototype = childProcess.ChildProcess.prototype as unknown as Record<
    'spawn',
    (options: { file?: string }) => unknown
  >;
  const { spawn } = prototype;
  prototype.spawn = function (this: unknown, options: { file?: string }) {
    meet(options.file);
    return spawn.call(this, options);
  };
  const originals = SYNCHRONOUS.map((name) => childProcess[name]);
  for (const [index, name] of SYNCHRONOUS.entries()) {
    const original = originals[index] as (...args: unknown[]) => unknown;
    Reflect.set(childProcess, name, (...args: unknown[]) => {
      meet(args[0]);
      return original(...args);
    });
  }
  syncBuiltinESMExports();
  return () => {
    prototype.spawn = spawn;
    for (const [index, name] of SYNCHRONOUS.entries()) Reflect.set(childProcess, name, originals[index]);
    syncBuiltinESMExports();
  };
}

function meet(file: unknown): void {
  const scope = scopes.getStore();
  if (scope !== undefined && !scope.isInside) scope.attempt.meetProcess(String(file));
}
