/** A closed execution whose history is kept. */
export interface ArchivedExecution {
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  /** ISO 8601. */
  readonly closeTime: string;
}

/** Where histories are kept: a folder ({@link folderArchive}), or a store of your own. */
export interface ArchiveTarget {
  /** Whether the history of this run is there already, whole: it is not read again. */
  has(execution: ArchivedExecution): Promise<boolean>;
  /**
   * Keeps a history, whole or not at all.
   *
   * @param history JSON as `temporal workflow show --output json` prints it, which `handrail replay --history` reads
   */
  put(execution: ArchivedExecution, history: string): Promise<void>;
}
