/** What {@link replayExecutions} found. Fields are only added under this schema; a change that breaks readers gets a new number. */
export interface ReplayReport {
  readonly schema: 'handrail.replay/1';
  /**
   * `deployable`: every workflow type with open executions was replayed, and nothing breaks that is well now. `breaks`: something
   * does. `unknown`: it could not be told.
   */
  readonly verdict: 'deployable' | 'breaks' | 'unknown';
  readonly headline: string;
  /** HR8007 where it could not be told. */
  readonly code: string | null;
  /** What to do where it could not be told. */
  readonly remedy: string | null;
  /** Null where only saved histories were replayed. */
  readonly namespace: string | null;
  /** How many histories were replayed. */
  readonly replayed: number;
  /** What would break, by cause. */
  readonly breaks: readonly ReplayGroup[];
  /** What fails already, and goes on to fail with this code. It does not stand against a deployment. */
  readonly stillFailing: readonly ReplayGroup[];
  /** What fails now, and goes on with this code. */
  readonly heals: readonly ReplayedExecution[];
  /** Every workflow type that is open or that the code exports. */
  readonly types: readonly ReplayedType[];
  /** What was chosen from what; empty where only saved histories were replayed. */
  readonly strata: readonly ReplayStratum[];
  readonly notExamined: readonly string[];
}

/** Executions that break for the same cause. */
export interface ReplayGroup {
  /** HR8001 for another path, HR8002 for a workflow task that fails, HR8003 for no history, HR8006 for a type that is gone. */
  readonly code: string;
  readonly workflowType: string;
  readonly headline: string;
  readonly why: string | null;
  /** Where the first of them parts from the code; null where that is not the cause. */
  readonly difference: ReplayDifference | null;
  readonly executions: readonly ReplayedExecution[];
  /** How many open executions of this type are known, the ones that were not chosen included. */
  readonly open: number;
  readonly next: readonly { readonly text: string; readonly command?: string }[];
  readonly links: { readonly docs: string };
}

/** Where code and history part. */
export interface ReplayDifference {
  readonly position: string;
  readonly history: string;
  readonly code: string;
  readonly patch?: string;
  /** Which change of the code explains it best. */
  readonly change?: string;
}

/** One execution, or one saved history. */
export interface ReplayedExecution {
  readonly workflowId: string;
  readonly runId: string | null;
  /** The file of a saved history. */
  readonly file: string | null;
  readonly position: string | null;
  readonly links: { readonly ui: string | null };
}

/** What became of a workflow type. */
export interface ReplayedType {
  readonly workflowType: string;
  /**
   * `replayed`, or why it was not: `pinned`, `not-replayed` (left out, or could not be read), `no-open-execution`, `elsewhere` (the
   * code does not export it, and neither do its workers export what the code does).
   */
  readonly state: 'replayed' | 'pinned' | 'not-replayed' | 'no-open-execution' | 'elsewhere';
  readonly open: number;
  readonly pinned: number;
  readonly replayed: number;
}

/** Open executions that are alike. */
export interface ReplayStratum {
  readonly workflowType: string;
  readonly age: 'under an hour' | 'under a day' | 'under a week' | 'older';
  /** Build id, or deployment version, of the last worker; null where none is known. */
  readonly build: string | null;
  /** Whether the server reports that its workflow task fails. */
  readonly failing: boolean;
  readonly open: number;
  readonly chosen: number;
}
