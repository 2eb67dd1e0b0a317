import type { ImportChains } from '../../import-chains';

/** A failure of a workflow task, or an error on its way to become one, as far as translations look at it. */
export interface RawFailure {
  readonly message: string;
  /** The name of the error's class. */
  readonly type: string | undefined;
  readonly stack: string | undefined;
  readonly cause?: RawFailure | undefined;
}

/** What is known of the execution and its worker. */
export interface WorkflowFacts {
  readonly workflowType: string;
  readonly taskQueue: string;
  /** The names that the workflow bundle exports; empty where they are not known. */
  readonly workflowTypes: readonly string[];
  /** Undefined for a bundle that was made elsewhere. */
  readonly chains: Pick<ImportChains, 'toFile'> | undefined;
}
