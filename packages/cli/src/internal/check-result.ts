import type { Problem } from '@handrail/errors';
import type { BundleEntries, CheckedProblem } from '@handrail/eslint-plugin/check' with { 'resolution-mode': 'import' };

export type { BundleEntries, CheckedProblem };

/** What the SDK's bundler said of one `workflowsPath`. */
export interface BundleVerdict {
  /** Relative to the folder that was looked at. */
  readonly file: string;
  /** What keeps the bundle from being made or loaded; none where it is fine. */
  readonly problems: readonly Problem[];
}

/** Everything that `handrail check` found. */
export interface CheckResult {
  readonly files: number;
  readonly workflowFiles: number;
  /** Without those that the baseline tolerates. */
  readonly problems: readonly CheckedProblem[];
  /** How many the baseline tolerates. */
  readonly tolerated: number;
  /** Entries of the baseline whose count could be lower. */
  readonly fewer: number;
  /** What became of the baseline's file. */
  readonly wrote: 'created' | 'lowered' | undefined;
  readonly bundles: readonly BundleVerdict[];
  readonly notExamined: readonly { readonly file: string; readonly reason: string }[];
}

/** Whether nothing needs attention; warnings do not count. */
export function isFine({ problems, bundles }: CheckResult): boolean {
  return (
    problems.every(({ severity }) => severity === 'warning') && bundles.every((each) => each.problems.length === 0)
  );
}
