/** What a repair is to do, beyond what the verdict of each execution asks for. */
export interface RepairIntent {
  /**
   * Resets to before a deployment that went wrong, so that nothing of what it did is kept: before the first workflow task that
   * workers of this build took, or before this time (ISO 8601).
   */
  readonly before?: ResetBefore | undefined;
  /** Sends this signal to the executions that wait for one, and does nothing else. */
  readonly signal?: SignalToSend | undefined;
}

/** The point to which executions are reset: before the first task of a build, or before a time. */
export type ResetBefore = { readonly buildId: string } | { readonly time: string };

/** The signal that executions wait for. */
export interface SignalToSend {
  readonly name: string;
  /** What can be written as JSON. */
  readonly args?: readonly unknown[] | undefined;
}
