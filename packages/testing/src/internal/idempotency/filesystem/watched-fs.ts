import fs from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Effect, EffectGate } from '../../../world';
import { scopes } from '../scope';

/** What only looks. Everything else is taken for a write. */
const READING = new Set([
  'access',
  'glob',
  'lstat',
  'opendir',
  'readFile',
  'readdir',
  'readlink',
  'realpath',
  'stat',
  'statfs',
  'watch',
]);
const HANDLE_READING = new Set([
  'read',
  'readFile',
  'readLines',
  'readableWebStream',
  'readv',
  'stat',
  'datasync',
  'sync',
  'close',
  'createReadStream',
]);

/** Files that attempts have open, each with the attempt. */
export class OpenFiles {
  private readonly files = new Map<fs.FileHandle, number | undefined>();

  add(handle: fs.FileHandle): void {
    this.files.set(handle, scopes.getStore()?.attempt.id);
  }

  forget(handle: fs.FileHandle): void {
    this.files.delete(handle);
  }

  /** Closes those of a dead attempt, as its operating system does; without one, all. */
  async close(attempt?: number): Promise<void> {
    for (const [handle, owner] of this.files) {
      if (attempt !== undefined && owner !== attempt) continue;
      this.files.delete(handle);
      await handle.close();
    }
  }
}

/** `node:fs/promises`, each call passing the gate. */
export function watchFileSystem(folder: string, gate: () => EffectGate | undefined, open: OpenFiles): typeof fs {
  return new Proxy(fs, {
    get(target, name: keyof typeof fs) {
      const original = Reflect.get(target, name) as unknown;
      if (typeof original !== 'function' || name === 'watch') return original;
      return (...args: unknown[]) => {
        const write = name === 'open' ? opensForWriting(args[1]) : !READING.has(name);
        const paths = pathsOf(name, args);
        const label = `${name} ${paths.map((path) => shown(folder, path)).join(' → ')}`;
        const perform = async () => {
          const value = (await Reflect.apply(original, target, args)) as unknown;
          if (name === 'open') open.add(value as fs.FileHandle);
          return value;
        };
        return pass(gate(), { kind: 'filesystem', label, write, faults: FAULTS }, perform).then((value) =>
          name === 'open' ? watchHandle(value as fs.FileHandle, shown(folder, args[0]), gate, open) : value,
        );
      };
    },
  });
}

const WITH_TWO_PATHS = new Set(['rename', 'copyFile', 'link', 'cp']);

function pathsOf(name: string, args: readonly unknown[]): readonly unknown[] {
  // Where a symbolic link points to is a text, and need not be a place in the folder.
  if (name === 'symlink') return args.slice(1, 2);
  return args.slice(0, WITH_TWO_PATHS.has(name) ? 2 : 1);
}

function watchHandle(handle: fs.FileHandle, path: string, gate: () => EffectGate | undefined, open: OpenFiles): object {
  return new Proxy(handle, {
    get(target, name: string) {
      const original = Reflect.get(target, name, target) as unknown;
      if (typeof original !== 'function') return original;
      if (
        name === 'createReadStream' ||
        name === 'createWriteStream' ||
        name === 'on' ||
        name === 'once' ||
        name === 'off'
      )
        return original.bind(target) as unknown;
      return (...args: unknown[]) => {
        const effect = {
          kind: 'filesystem',
          label: `${name} ${path}`,
          write: !HANDLE_READING.has(name),
          faults: FAULTS,
        };
        const perform = async () => (await Reflect.apply(original, target, args)) as unknown;
        if (name === 'close') open.forget(handle);
        // Closing is no step: a dead process's files are closed for it.
        return name === 'close' ? perform() : pass(gate(), effect, perform);
      };
    },
  });
}

function pass<T>(gate: EffectGate | undefined, effect: Effect, perform: () => Promise<T>): Promise<T> {
  return gate === undefined ? perform() : gate(effect, perform);
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_CREAT | fs.constants.O_TRUNC)) !== 0;
  return typeof flags === 'string' && /^[wa]/.test(flags);
}

function shown(folder: string, path: unknown): string {
  if (typeof path !== 'string' && !(path instanceof URL) && !Buffer.isBuffer(path)) return '(open file)';
  const inside = relative(folder, resolve(path instanceof URL ? fileURLToPath(path) : String(path)));
  return inside === '' ? '.' : inside;
}

const outcome = () => {
  throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO', errno: -5 });
};

const FAULTS = [
  { name: 'io-error', landed: true, outcome },
  { name: 'io-error-before', landed: false, outcome },
];
