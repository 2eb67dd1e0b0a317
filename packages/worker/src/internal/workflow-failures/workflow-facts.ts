import type { ImportChains } from '../../import-chains';

/** A failure of a workflow task, or an error on its way to become one, as far as translations look at it. */
export interface RawFailure {
  readonly message: string;
  /** The name of the error's class. */
  readonly type: string | undefined;
  readonly stack: string | undefined;
  readonly cause?: RawFailure | undefined;
}

/** A name that two modules export to a third. */
export interface TwiceExported {
  readonly place: string;
  readonly modules: readonly [string, string];
}

/** A name that a file gives to a global that the sandbox does not have, or, without that global, to something else. */
export interface Alias {
  readonly alias: string;
  readonly name: string | undefined;
  readonly line: number;
}

/** What is known of the execution and its worker. */
export interface WorkflowFacts {
  readonly workflowType: string;
  readonly taskQueue: string;
  /** The names that the workflow bundle exports; empty where they are not known. */
  readonly workflowTypes: readonly string[];
  /** The workflows that two modules export, so that the bundle has neither. */
  readonly twice?: ReadonlyMap<string, TwiceExported>;
  /** Whether the worker was given a bundle that was built before. */
  readonly prebuilt?: boolean;
  /** The files of the modules of workflow interceptors that are the user's, where they are known. */
  readonly interceptorModules?: readonly string[] | undefined;
  /** What `ignoreModules` has left out of the bundle. */
  readonly ignored?: readonly string[];
  /** The names under which a file has globals that the sandbox does not have, in the order of the code. */
  readonly aliasesIn?: (file: string) => readonly Alias[] | undefined;
  /** The circle of imports that a file is part of, if any. */
  readonly cycleOf?: ((file: string) => readonly string[] | undefined) | undefined;
  /** Whether the workflow's function has not begun: its modules are being loaded. */
  readonly loading?: boolean;
  /** How many arguments the execution was started with, where that has just come. */
  readonly argumentCount?: number | undefined;
  /** The updates that the execution has not answered. */
  readonly openUpdates?: readonly string[];
  /** Whether values are converted by a payload converter of the user's own. */
  readonly ownConverter?: boolean;
  /** Undefined for a bundle that was made elsewhere. */
  readonly chains: Pick<ImportChains, 'toFile'> | undefined;
}
