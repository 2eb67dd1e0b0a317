import type { EntryContents } from '../server-cache';
import type { Machine } from '../machine';

/** Where a server that is already on the machine may be. */
export interface ServerFinder {
  /** What a person calls this way. */
  readonly way: string;
  /** @returns the executable's path. Throws where there is none, saying why in one sentence without a full stop. */
  readonly find: (machine: Machine) => Promise<string>;
}

/** A way to get a server onto the machine, into a folder of the cache. */
export interface ServerMaker {
  readonly way: string;
  /** The name of its folder in the cache: whatever decides what gets made is part of it. */
  readonly entryName: (machine: Machine) => string;
  /** Fills `folder`. Throws where that cannot be done, as `find` of {@link ServerFinder} does. */
  readonly make: (machine: Machine, folder: string) => Promise<EntryContents>;
}
