/**
 * What a guard found in workflow code, as it leaves the sandbox: plain data. The worker's process finds the words for it
 * (there is no room for them in a workflow bundle), logs, counts and records it.
 */
export interface Finding {
  readonly code: string;
  /** What the catalogue entry of the code makes its sentences of. */
  readonly facts: object;
  /** See `GuardedCall.where`. */
  readonly where: string;
  readonly outcome: 'refused' | 'warned' | 'waived';
  /** Why it was waived. */
  readonly reason?: string | undefined;
}

/** The sink through which workflow code hands out its findings. */
export const FINDING_SINK = 'handrail';

/** The sink's type; written out because this module must not import `@temporalio/workflow`. */
export interface FindingSinks {
  readonly [FINDING_SINK]: {
    /**
     * A finding; its fields one by one, because that is shorter. With two of them it is something to be told of the workflow, whose name
     * the worker's process knows.
     */
    found(
      code: Finding['code'],
      facts: Finding['facts'],
      where?: Finding['where'],
      outcome?: Finding['outcome'],
      reason?: Finding['reason'],
    ): void;
    /** Signals wait that have no handler; the names of the handlers that there are. */
    unheard(signals: readonly unknown[], handlers: readonly string[]): void;
    /** `continueAsNew` was called; it has yet to leave the workflow function. */
    again(): void;
    /** Something was to be begun in a scope that is cancelled, so that it never is. */
    late(kind: string | false, name: string): void;
  };
}

/**
 * What leaves the sandbox in the field `lost` of a payload, which the worker's process takes off.
 *
 * A part of a value that JSON has changed without a word: where it stands, what it is (`[object Map]`), and the name of its class.
 */
export type Loss = readonly [path: readonly (string | number)[], is: string, className: unknown];
