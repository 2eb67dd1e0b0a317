import type { Client } from '@handrail/client';
import type { PolicyInput } from '@handrail/common';
import type { WorkflowHandle } from '@temporalio/client';
import type { ExampleWorld } from './example-world';
import type { Side } from './examples';
import type { ServerName } from './servers';

/** What surrounds the examples of one page: all that a reader's system has, and the page does not show. */
export interface Scenario {
  /** Workflow files of docs/test/workflows, by the task queue whose worker has them. */
  readonly workers?: Readonly<Record<string, string>>;
  /** Activities of those workers, and of the example's own. */
  readonly activities?: object;
  readonly policy?: PolicyInput;
  /** Environment variables of the example's process; undefined unsets. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Texts of the example, by what stands for them here; `@name` is the address of that server. */
  readonly replace?: Partial<Record<Side | 'both', Readonly<Record<string, string | { readonly server: ServerName }>>>>;
  /** Whether the certificate of a TLS server is trusted where an example says no more than `tls: true`. @default true */
  readonly trusted?: boolean;
  /** What has happened before. */
  readonly before?: (world: ExampleWorld, side: Side) => Promise<void>;
  /**
   * How a program's exports are used.
   * @default the first exported function is called with a client
   */
  readonly call?: (exports: Exports, client: Client, world: ExampleWorld, side: Side) => unknown;
  /** Whether one looks at what the program has started only once it has come to rest. @default false */
  readonly settles?: boolean;
  /** The workflow that is started. @default the first exported function */
  readonly workflow?: string | Readonly<Record<Side, string>>;
  /** The arguments that it gets. */
  readonly args?: readonly unknown[] | Readonly<Record<Side, readonly unknown[]>>;
  /** What is done with the execution, before one looks at it. */
  readonly drive?: (handle: WorkflowHandle, client: Client, side: Side) => unknown;
  /**
   * The id of the execution or schedule of which `handrail why` tells the page's code. What is thrown and logged meanwhile does not count.
   */
  readonly verdict?: string;
  /** Codes that go along with the page's own, with the reason. */
  readonly also?: Partial<Record<Side, Readonly<Record<string, string>>>>;
}

/** One for both sides, or one for each. */
export type Scenarios = Readonly<Record<string, Scenario | Readonly<Record<Side, Scenario>>>>;

/** What an example exports. */
export type Exports = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;
