import type { Connection } from '@handrail/client';
import type { NativeConnection } from '@handrail/worker';

/** What an example finds where a reader has a server at `localhost:7233`. */
export interface Here {
  readonly address: string;
  readonly namespace: string;
  /** The authority that vouches for the servers of the tests; undefined where the example is about one that nobody trusts. */
  readonly authority: Buffer | undefined;
  /** For clients that name no connection. */
  readonly connection: Connection;
  readonly nativeConnection: NativeConnection;
  /** Settles when the workers of the example may stop. */
  readonly over: Promise<void>;
  /** What runs until then. */
  readonly running: Promise<void>[];
  /** What is closed then. */
  readonly opened: { close(): Promise<void> }[];
}

// Examples are bundles of their own: what they share with the test lies on the global object.
const HERE = Symbol.for('handrail.docs.here');

/** Where the example under way runs. */
export function here(): Here {
  const found = (globalThis as { [HERE]?: Here })[HERE];
  if (found === undefined) throw new Error('No example is under way.');
  return found;
}

export function setHere(value: Here): void {
  (globalThis as { [HERE]?: Here })[HERE] = value;
}
