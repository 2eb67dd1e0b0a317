/** An execution with an SLA that has run out, or is about to. */
export interface SlaEntry {
  readonly workflowId: string;
  /** The run that was looked at. */
  readonly runId: string;
  readonly workflowType: string;
  /** `late`: out of its SLA. `near`: it will be soon. */
  readonly state: 'late' | 'near';
  /** ISO 8601. */
  readonly deadline: string;
  /** Since the deadline; negative where it lies ahead. Of a closed execution, at its close. */
  readonly lateMilliseconds: number;
  /** ISO 8601: when this run was started. */
  readonly startTime: string;
  /** `RUNNING`, or how it ended. */
  readonly status: string;
  /** ISO 8601; null while it is open. */
  readonly closeTime: string | null;
  /** The memo `owner`; null where there is none, or where it is encrypted. */
  readonly owner: string | null;
}
