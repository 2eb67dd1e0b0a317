import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scopes } from '../scope';

/** What changes a file, and which of its arguments name one. Making a folder is no effect by itself. */
const WRITING: Readonly<Record<string, readonly number[]>> = {
  appendFile: [0],
  copyFile: [1],
  cp: [1],
  createWriteStream: [0],
  link: [1],
  rename: [0, 1],
  rm: [0],
  rmdir: [0],
  symlink: [1],
  truncate: [0],
  unlink: [0],
  writeFile: [0],
};

/** Node's own code keeps whatever function it finds first, also after the check: all of them go by the same folders. */
const own = new Set<string>();

type Function = (...args: unknown[]) => unknown;

/** Notices files that an activity changes past every world. What it does in a folder of its own (`mkdtemp`) is nobody else's. */
export function patchFiles(): () => void {
  own.clear();
  const undo: (() => void)[] = [];
  const replace = (target: object, name: string, make: (original: Function) => Function) => {
    const original = Reflect.get(target, name) as Function | undefined;
    if (original === undefined) return;
    const patched = Object.assign(make(original), original);
    Reflect.set(target, name, patched);
    undo.push(() => {
      if (Reflect.get(target, name) === patched) Reflect.set(target, name, original);
    });
  };
  const watch = (name: string, places: readonly number[]) => (original: Function) =>
    function (this: unknown, ...args: unknown[]) {
      if (name !== 'open' || opensForWriting(args[1])) for (const place of places) meet(args[place]);
      return Reflect.apply(original, this, args);
    };
  for (const [name, places] of [...Object.entries(WRITING), ['open', [0]] as const]) {
    for (const [target, suffix] of TARGETS) replace(target, name + suffix, watch(name, places));
  }
  for (const [target, suffix] of TARGETS) replace(target, `mkdtemp${suffix}`, (original) => rememberFolder(original));
  syncBuiltinESMExports();
  return () => {
    for (const each of undo) each();
    syncBuiltinESMExports();
  };
}

const TARGETS = [
  [fs, ''],
  [fs, 'Sync'],
  [fs.promises, ''],
] as const;

function rememberFolder(original: Function): Function {
  return function (this: unknown, ...args: unknown[]) {
    const isOwn = scopes.getStore() !== undefined;
    const add = (folder: unknown) => {
      if (isOwn && typeof folder === 'string') own.add(resolve(folder));
    };
    const callback = args.at(-1);
    if (typeof callback === 'function')
      args[args.length - 1] = (error: unknown, folder: unknown) => {
        add(folder);
        (callback as Function)(error, folder);
      };
    const made = Reflect.apply(original, this, args);
    if (made instanceof Promise) made.then(add, () => undefined);
    else add(made);
    return made;
  };
}

function meet(path: unknown): void {
  const scope = scopes.getStore();
  if (scope === undefined || scope.isInside) return;
  // An open file was met when it was opened.
  if (typeof path !== 'string' && !(path instanceof URL) && !Buffer.isBuffer(path)) return;
  const full = resolve(path instanceof URL ? fileURLToPath(path) : String(path));
  if (full.startsWith('/dev/') || [...own].some((folder) => full === folder || full.startsWith(folder + sep))) return;
  scope.attempt.meetFile(full);
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
  return typeof flags === 'string' && /^[wa]|\+/.test(flags);
}
